import type { List } from '../lists/all-lists.ts'
import { ListDot } from '../lists/ListDot.tsx'
import { t } from '../messages/todos.ts'
import { Icon } from '../ui/Icon.tsx'
import { ScopeActions } from './ScopeActions.tsx'

type Props = { name: string; list: List | undefined; filter: string }

/** Says what is shown, and makes a feed or a file of a list or of what was searched for. */
export function TodosHead({ name, list, filter }: Props) {
  return (
    <div className="todos-head">
      {list && <ListDot color={list.color} />}
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <button
        className="button quiet icon todos-search-button"
        type="button"
        onClick={() => document.querySelector<HTMLElement>('.todo-search input')?.focus()}
      >
        <Icon name="filter" />
        <span className="visually-hidden">{t.searchAndSort}</span>
      </button>
      {(list || filter !== '') && <ScopeActions list={list} filter={filter} />}
    </div>
  )
}
