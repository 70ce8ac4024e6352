import type { List } from '../lists/all-lists.ts'
import { ListDot } from '../lists/ListDot.tsx'
import { t } from '../messages/todos.ts'
import './TodoLabels.css'

type Props = { list: Pick<List, 'name' | 'color'> | undefined; tags: readonly string[] }

/** The list and the tags of a todo. */
export function TodoLabels({ list, tags }: Props) {
  if (!list && tags.length === 0) return null
  return (
    <span className="todo-labels">
      {list && (
        <span className="todo-list-name" title={t.listOf(list.name)}>
          <ListDot color={list.color} />
          <span className="visually-hidden">{t.listPrefix}</span>
          <bdi>{list.name}</bdi>
        </span>
      )}
      {tags.map(tag => (
        <span key={tag} className="tag-chip">
          <span className="visually-hidden">{t.tagPrefix}</span>
          <bdi>
            <span aria-hidden="true">#</span>
            {tag}
          </bdi>
        </span>
      ))}
    </span>
  )
}
