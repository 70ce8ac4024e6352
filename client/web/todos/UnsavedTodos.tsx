import type { NewTodoInput } from '../../../schema/todo.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/quick-add.ts'

/** A line as typed. `unlinked`: words that look like a deadline or a label, but belong to the title. */
export type TodoLine = { text: string; unlinked?: string[] | undefined }
/** `todo` is what was shown for the line when it was added. */
export type UnsavedTodo = TodoLine & { todo: NewTodoInput | undefined; problem: string }

type Props = {
  todos: UnsavedTodo[]
  onChange: (todos: UnsavedTodo[]) => void
  onRetry: (todo: UnsavedTodo) => void
}

/** Todos that could not be saved while something else was being typed. */
export function UnsavedTodos({ todos, onChange, onRetry }: Props) {
  const remove = (todo: UnsavedTodo) => onChange(todos.filter(other => other !== todo))
  function retry(todo: UnsavedTodo) {
    remove(todo)
    onRetry(todo)
  }
  if (todos.length === 0) return null
  return (
    <ul className="unsaved-todos" aria-label={t.notSaved}>
      {todos.map((todo, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same line can occur twice
        <li key={n} className="row" role="alert">
          <span className="unsaved-text">
            <bdi>{todo.text}</bdi> <span className="problem">{t.wasNotSaved(todo.problem)}</span>
          </span>
          <button className="button small" type="button" onClick={() => retry(todo)}>
            {common.retry}
          </button>
          <button className="button quiet small" type="button" onClick={() => remove(todo)}>
            {t.discard}
          </button>
        </li>
      ))}
    </ul>
  )
}
