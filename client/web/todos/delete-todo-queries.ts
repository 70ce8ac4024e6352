import { useQueryClient } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/todos.ts'
import { useToast } from '../ui/Toasts.tsx'
import { type TodoEdit, useMakeChange } from './change-todo-queries.ts'
import { toRestored } from './changed-todo.ts'

/** Moves a todo to the trash. It can be undone. */
export function useDeleteTodo(): (todo: Todo) => void {
  const toast = useToast()
  const restore = useRestoreTodo()
  const make = useMakeChange()
  async function remove(todo: Todo) {
    try {
      await make({ kind: 'delete', todo })
      toast({
        text: t.deleted(todo.title),
        series: { name: 'deleted', describe: t.manyDeleted },
        action: { label: common.undo, isUndo: true, run: () => restore(todo) },
      })
    } catch (error) {
      toast({
        kind: 'error',
        text: t.notDeleted(todo.title, describeError(error).message),
        action: { label: common.retry, run: () => void remove(todo) },
      })
    }
  }
  return todo => void remove(todo)
}

/** Restores a todo from the trash. */
export function useRestoreTodo(onRestored?: (todo: Todo) => void): (todo: Todo) => void {
  const toast = useToast()
  const make = useMakeChange()
  async function restore(todo: Todo) {
    try {
      await make({ kind: 'restore', todo })
      onRestored?.(todo)
    } catch (error) {
      toast({
        kind: 'error',
        text: t.notRestored(todo.title, describeError(error).message),
        action: { label: common.retry, run: () => void restore(todo) },
      })
    }
  }
  return todo => void restore(todo)
}

/** Saves a change of a todo that was deleted: takes it back from the trash, or makes it again. */
export function useRestoreWithChange(): (edit: TodoEdit) => Promise<Todo> {
  const queryClient = useQueryClient()
  const make = useMakeChange()
  return async ({ todo, change }) => {
    const outcome = await make({ kind: 'restore', todo, change })
    return (outcome.isKept ? null : outcome.todo) ?? toRestored(todo, change, queryClient)
  }
}
