import type { List } from '../lists/all-lists.ts'
import { ListDot } from '../lists/ListDot.tsx'
import { t } from '../messages/todos.ts'
import { ScopeActions } from './ScopeActions.tsx'
import { SearchButton } from './SearchButton.tsx'

type Props = { name: string; list: List | undefined; filter: string }

/** Says what is shown, and makes a feed or a file of a list or of what was searched for. */
export function TodosHead({ name, list, filter }: Props) {
  return (
    <div className="todos-head">
      {list && <ListDot color={list.color} />}
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <SearchButton name={t.searchAndSort} className="quiet" />
      {(list || filter !== '') && <ScopeActions list={list} filter={filter} />}
    </div>
  )
}
