import type { TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { isNotFound } from '../describe-error.ts'
import { useUpdateTodo } from './change-todo-queries.ts'
import { isSaved } from './changed-todo.ts'
import { CopyLink } from './CopyLink.tsx'
import { useDeleteTodo, useRestoreWithChange } from './delete-todo-queries.ts'
import { draftKeyOf } from './todo-draft.ts'
import { TodoForm } from './TodoForm.tsx'

type Props = {
  todo: Todo
  /** Saving restores it. */
  isDeleted?: boolean
  /** Called when the server refuses a change because the todo is gone. */
  onDeleted?: () => void
  onDone: () => void
}

export function EditTodo({ todo, isDeleted = false, onDeleted, onDone }: Props) {
  const update = useUpdateTodo()
  const restore = useRestoreWithChange()
  const deleteTodo = useDeleteTodo()

  async function save(change: TodoChangeInput) {
    try {
      await (isDeleted ? restore({ todo, change }) : update({ todo, change }))
    } catch (error) {
      if (isNotFound(error)) onDeleted?.()
      throw error
    }
  }

  return (
    <TodoForm
      before={todo}
      draftKey={draftKeyOf(todo)}
      save={save}
      {...(!isDeleted && { onDelete: () => deleteTodo(todo) })}
      onDone={onDone}
    >
      {!isDeleted && isSaved(todo) && <CopyLink id={todo.id} />}
    </TodoForm>
  )
}
