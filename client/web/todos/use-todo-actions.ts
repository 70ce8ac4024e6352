import type { Todo } from '../../create-client.ts'
import { useToast } from '../ui/Toasts.tsx'
import { useChangeTodo } from './change-todo-queries.ts'
import { useDeleteTodo } from './delete-todo-queries.ts'

export type TodoActions = {
  complete: (todo: Todo, completed: boolean) => void
  edit: (todo: Todo) => void
  delete: (todo: Todo) => void
}

/** What can be done with a row. What is done by a slip of the hand can be undone. */
export function useTodoActions(edit: (todo: Todo) => void): TodoActions {
  const change = useChangeTodo()
  const deleteTodo = useDeleteTodo()
  const toast = useToast()

  async function complete(todo: Todo, completed: boolean) {
    const changed = await change(todo, { completed })
    if (!changed?.completed) return
    toast({
      text: `Done: “${todo.title}”`,
      action: { label: 'Undo', isUndo: true, run: () => void change(changed, { completed: false }) },
    })
  }

  return { complete: (todo, completed) => void complete(todo, completed), edit, delete: deleteTodo }
}
