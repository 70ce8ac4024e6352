import type { Todo } from '../../create-client.ts'
import { toLocalDay } from '../local-time.ts'
import { formatDate, formatDay } from '../time.ts'
import { useToast } from '../ui/Toasts.tsx'
import { useChangeTodo } from './change-todo-queries.ts'
import { useDeleteTodo } from './delete-todo-queries.ts'

export type TodoActions = {
  complete: (todo: Todo, completed: boolean) => void
  edit: (todo: Todo) => void
  delete: (todo: Todo) => void
}

function formatNext({ deadlineAt, deadlineOn }: Todo): string {
  const now = new Date()
  return deadlineOn === null
    ? formatDate(new Date(deadlineAt ?? now), now)
    : formatDay(deadlineOn, toLocalDay(now))
}

/** The actions of a row. Accidental ones can be undone. */
export function useTodoActions(edit: (todo: Todo) => void): TodoActions {
  const change = useChangeTodo()
  const deleteTodo = useDeleteTodo()
  const toast = useToast()

  async function complete(todo: Todo, completed: boolean) {
    const occurrence = todo.repeat ? (todo.deadlineOn ?? todo.deadlineAt ?? undefined) : undefined
    const changed = await change(todo, { completed, occurrence })
    if (!changed || !completed) return
    const undone = { completed: false, occurrence }
    toast({
      text: changed.completed ? `Completed “${todo.title}”` : `Next: ${formatNext(changed)}`,
      action: { label: 'Undo', isUndo: true, run: () => void change(changed, undone) },
    })
  }

  return { complete: (todo, completed) => void complete(todo, completed), edit, delete: deleteTodo }
}
