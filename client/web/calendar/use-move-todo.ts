import type { Todo } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { useUpdateTodo } from '../todos/change-todo-queries.ts'
import { useToast } from '../ui/Toasts.tsx'

const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })

/** Moves a deadline to another day, with a notification, because it can happen by accident. */
export function useMoveTodo(): (todo: Todo, deadline: Date) => Promise<void> {
  const { mutateAsync } = useUpdateTodo()
  const toast = useToast()

  async function change(todo: Todo, deadlineAt: string | null): Promise<Todo | undefined> {
    try {
      return await mutateAsync({ todo, change: { deadlineAt } })
    } catch (error) {
      toast({ kind: 'error', text: `“${todo.title}” couldn’t be moved: ${describeError(error).message}` })
      return undefined
    }
  }

  return async (todo, deadline) => {
    const moved = await change(todo, deadline.toISOString())
    if (!moved) return
    toast({
      text: `“${todo.title}” moved to ${dayFormat.format(deadline)}`,
      action: { label: 'Undo', isUndo: true, run: () => void change(moved, todo.deadlineAt) },
    })
  }
}
