import { useRef } from 'react'
import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/trash.ts'
import { formatExact, formatWhen } from '../time.ts'
import { useRestoreTodo } from '../todos/delete-todo-queries.ts'
import { TodoLabels } from '../todos/TodoLabels.tsx'
import { useRowFocus } from '../todos/use-row-focus.ts'
import { useToast } from '../ui/Toasts.tsx'
import { useNow } from '../use-now.ts'
import { type TrashedTodo, useDropTrashed } from './trash-queries.ts'

export function TrashRows({ todos }: { todos: TrashedTodo[] }) {
  const list = useRef<HTMLUListElement>(null)
  const { onFocus, onKeyDown } = useRowFocus(list)
  const lists = useLists()
  const now = new Date(useNow())
  const toast = useToast()
  const drop = useDropTrashed()
  const restore = useRestoreTodo(({ title }) => toast({ text: t.restored(title) }))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it handles the keys of its controls
    <ul
      ref={list}
      className="trash-rows card"
      aria-label={t.deletedTodos}
      tabIndex={-1}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      {todos.map((todo, index) => (
        <li key={todo.id} data-index={index} data-id={todo.id}>
          <div className="trash-text">
            <bdi className="trash-title">{todo.title}</bdi>
            <TodoLabels
              list={lists.find(({ id, isInbox }) => id === todo.listId && !isInbox)}
              tags={todo.tags}
            />
            <time className="muted" dateTime={todo.deletedAt} title={formatExact(new Date(todo.deletedAt))}>
              {t.deletedAt(formatWhen(new Date(todo.deletedAt), now))}
            </time>
          </div>
          <button
            className="button small"
            type="button"
            data-control="restore"
            aria-label={t.restoreTodo(todo.title)}
            onClick={() => {
              drop(todo)
              restore(todo)
            }}
          >
            {t.restore}
          </button>
        </li>
      ))}
    </ul>
  )
}
