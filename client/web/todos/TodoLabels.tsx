import type { List } from '../lists/all-lists.ts'
import { ListDot } from '../lists/ListDot.tsx'
import { Link } from 'react-router'
import { t } from '../messages/todos.ts'
import { urls } from '../urls.ts'
import './TodoLabels.css'

type Props = { list: List | undefined; tags: readonly string[] }

/** The list and the tags of a todo, as links to all of their todos. */
export function TodoLabels({ list, tags }: Props) {
  if (!list && tags.length === 0) return null
  return (
    <span className="todo-labels">
      {list && (
        <Link className="todo-list-name" to={urls.list(list.id)} title={t.listOf(list.name)}>
          <ListDot color={list.color} />
          <span className="visually-hidden">{t.listPrefix}</span>
          <bdi>{list.name}</bdi>
        </Link>
      )}
      {tags.map(tag => (
        <Link key={tag} className="tag-chip" to={urls.tag(tag)}>
          <span className="visually-hidden">{t.tagPrefix}</span>
          <bdi>
            <span aria-hidden="true">#</span>
            {tag}
          </bdi>
        </Link>
      ))}
    </span>
  )
}
