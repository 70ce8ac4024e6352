import type { List } from '../lists/all-lists.ts'
import { ListDot } from '../lists/ListDot.tsx'

/** Says which list is shown. */
export function TodosHead({ list }: { list: List | undefined }) {
  if (!list) return <h1 className="visually-hidden">Todos</h1>
  return (
    <div className="todos-head">
      <ListDot color={list.color} />
      <h1>
        <bdi>{list.name}</bdi>
      </h1>
    </div>
  )
}
