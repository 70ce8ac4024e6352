import type { Todo } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { useUpdateTodo } from '../todos/change-todo-queries.ts'
import { useToast } from '../ui/Toasts.tsx'

const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })

/** Moves a deadline to another day. Says so, because a hand that slips moves one as well. */
export function useMoveTodo(): (todo: Todo, deadline: Date) => Promise<void> {
  const { mutateAsync } = useUpdateTodo()
  const toast = useToast()

  async function change(todo: Todo, deadlineAt: string | null): Promise<Todo | undefined> {
    try {
      return await mutateAsync({ todo, change: { deadlineAt } })
    } catch (error) {
      toast({ kind: 'error', text: `“${todo.title}” stays where it was: ${describeError(error).message}` })
      return undefined
    }
  }

  return async (todo, deadline) => {
    const moved = await change(todo, deadline.toISOString())
    if (!moved) return
    toast({
      text: `“${todo.title}” is now due on ${dayFormat.format(deadline)}`,
      action: { label: 'Undo', isUndo: true, run: () => void change(moved, todo.deadlineAt) },
    })
  }
}
