import type { Todo } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { toLocalDay } from '../local-time.ts'
import { useUpdateTodo } from '../todos/change-todo-queries.ts'
import { deadlineOf, type TodoDeadline } from '../todos/todo-deadline.ts'
import { useToast } from '../ui/Toasts.tsx'

const dayFormat = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
})

/** Moves a deadline to another day, with a notification, because it can happen by accident. */
export function useMoveTodo(): (todo: Todo, deadline: TodoDeadline) => Promise<void> {
  const { mutateAsync } = useUpdateTodo()
  const toast = useToast()

  async function change(todo: Todo, deadline: TodoDeadline): Promise<Todo | undefined> {
    try {
      return await mutateAsync({ todo, change: deadline })
    } catch (error) {
      toast({ kind: 'error', text: `“${todo.title}” couldn’t be moved: ${describeError(error).message}` })
      return undefined
    }
  }

  return async (todo, deadline) => {
    const moved = await change(todo, deadline)
    if (!moved) return
    const day = moved.deadlineOn ?? toLocalDay(new Date(moved.deadlineAt ?? ''))
    toast({
      text: `“${todo.title}” moved to ${dayFormat.format(Date.parse(day))}`,
      action: { label: 'Undo', isUndo: true, run: () => void change(moved, deadlineOf(todo)) },
    })
  }
}
