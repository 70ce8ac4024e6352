import { useState } from 'react'
import type { TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { isNotFound } from '../describe-error.ts'
import { t } from '../messages/todo-form.ts'
import { useUpdateTodo } from './change-todo-queries.ts'
import { isSaved } from './todo-id.ts'
import { CopyLink } from './CopyLink.tsx'
import { useDeleteTodo, useRestoreWithChange } from './delete-todo-queries.ts'
import { occurrenceOf } from './todo-deadline.ts'
import { draftKeyOf } from './todo-draft.ts'
import { TodoForm } from './TodoForm.tsx'

type Props = {
  todo: Todo
  /** The form says so, and saving restores the todo. */
  isDeleted?: boolean
  /** Called when the server refuses a change because the todo is gone. */
  onDeleted?: () => void
  onDone: () => void
}

export function EditTodo({ todo, isDeleted: wasDeleted = false, onDeleted, onDone }: Props) {
  const [saved, setSaved] = useState<Todo>()
  const isDeleted = wasDeleted && !saved
  // Not every view follows the todo, and something can have been typed while it was being saved.
  const latest = saved && Date.parse(saved.updatedAt) >= Date.parse(todo.updatedAt) ? saved : todo
  const update = useUpdateTodo()
  const restore = useRestoreWithChange()
  const deleteTodo = useDeleteTodo()

  async function save(edited: TodoChangeInput) {
    const isCompletion = edited.completed !== undefined && !changesDeadline(edited)
    const change = isCompletion ? { ...edited, occurrence: occurrenceOf(latest) } : edited
    try {
      setSaved(await (isDeleted ? restore({ todo, change }) : update({ todo: latest, change })))
    } catch (error) {
      if (isNotFound(error)) onDeleted?.()
      throw error
    }
  }

  return (
    <>
      {isDeleted && (
        <p className="problem" role="alert">
          {t.deletedElsewhere(todo.title)}
        </p>
      )}
      <TodoForm
        before={latest}
        draftKey={draftKeyOf(todo)}
        save={save}
        {...(!isDeleted && { onDelete: () => deleteTodo(todo) })}
        onDone={onDone}
      >
        {!isDeleted && isSaved(todo) && <CopyLink id={todo.id} />}
      </TodoForm>
    </>
  )
}

/** The server completes the new occurrence then. */
const changesDeadline = ({ deadlineAt, deadlineOn, repeat }: TodoChangeInput): boolean =>
  deadlineAt !== undefined || deadlineOn !== undefined || repeat !== undefined
