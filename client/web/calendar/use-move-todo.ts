import type { Todo } from '../../create-client.ts'
import { toLocalDay } from '../local-time.ts'
import { useChangeTodo } from '../todos/change-todo-queries.ts'
import { deadlineOf, type TodoDeadline } from '../todos/todo-deadline.ts'
import { useToast } from '../ui/Toasts.tsx'

const dayFormat = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
})

const describeFailure = ({ title }: Todo, reason: string) => `“${title}” couldn’t be moved: ${reason}`

/** Moves a deadline to another day, with a notification, because it can happen by accident. */
export function useMoveTodo(): (todo: Todo, deadline: TodoDeadline) => Promise<void> {
  const change = useChangeTodo(describeFailure)
  const toast = useToast()

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
