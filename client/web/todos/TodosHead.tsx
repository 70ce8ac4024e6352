import type { List } from '../lists/all-lists.ts'
import { ListDot } from '../lists/ListDot.tsx'
import { ScopeActions } from './ScopeActions.tsx'

type Props = { list: List | undefined; filter: string }

/** Says which list is shown, and makes a feed or a file of a list or of what was searched for. */
export function TodosHead({ list, filter }: Props) {
  if (!list) {
    return (
      <>
        <h1 className="visually-hidden">Todos</h1>
        {filter !== '' && (
          <div className="todos-head">
            <ScopeActions list={undefined} filter={filter} />
          </div>
        )}
      </>
    )
  }
  return (
    <div className="todos-head">
      <ListDot color={list.color} />
      <h1>
        <bdi>{list.name}</bdi>
      </h1>
      <ScopeActions list={list} filter={filter} />
    </div>
  )
}
