import type { Todo } from '../../create-client.ts'
import { useToast } from '../ui/Toasts.tsx'
import { useChangeTodo } from './change-todo-queries.ts'
import { useDeleteTodo } from './delete-todo-queries.ts'

export type TodoActions = {
  complete: (todo: Todo, completed: boolean) => void
  edit: (todo: Todo) => void
  delete: (todo: Todo) => void
}

/** The actions of a row. Accidental ones can be undone. */
export function useTodoActions(edit: (todo: Todo) => void): TodoActions {
  const change = useChangeTodo()
  const deleteTodo = useDeleteTodo()
  const toast = useToast()

  async function complete(todo: Todo, completed: boolean) {
    const changed = await change(todo, { completed })
    if (!changed?.completed) return
    toast({
      text: `Completed “${todo.title}”`,
      action: { label: 'Undo', isUndo: true, run: () => void change(changed, { completed: false }) },
    })
  }

  return { complete: (todo, completed) => void complete(todo, completed), edit, delete: deleteTodo }
}
