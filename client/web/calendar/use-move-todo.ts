import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { browserTimeZone } from '../day.ts'
import { toLocalDay } from '../local-time.ts'
import { t } from '../messages/calendar.ts'
import { common } from '../messages/common.ts'
import { settings } from '../settings/settings-queries.ts'
import { useChangeTodo } from '../todos/change-todo-queries.ts'
import { type DueTodo, placeInDays } from '../todos/cached-days.ts'
import { cancelTodoQueries } from '../todos/invalidate-todos.ts'
import { moveDeadline } from '../todos/reschedule.ts'
import { deadlineOf, toStoredDeadline } from '../todos/todo-deadline.ts'
import { useToast } from '../ui/Toasts.tsx'
import { useWholeTodo } from './use-whole-todo.ts'
import { locale } from '../locale.ts'

const dayFormat = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
})

const describeFailure = ({ title }: Todo, reason: string) => t.notMoved(title, reason)

/** Moves a deadline to another day, with a notification, because it can happen by accident. */
export function useMoveTodo(): (todo: DueTodo, day: PlainDate) => Promise<void> {
  const queryClient = useQueryClient()
  const { data: owner } = useQuery(settings)
  const read = useWholeTodo()
  const change = useChangeTodo(describeFailure)
  const toast = useToast()

  return async (todo, day) => {
    const deadline = moveDeadline(todo, day)
    await cancelTodoQueries(queryClient)
    const timeZone = owner?.timeZone ?? browserTimeZone()
    placeInDays(queryClient, { ...todo, ...toStoredDeadline(deadline, timeZone) })
    const whole = await read(todo)
    if (!whole) {
      placeInDays(queryClient, todo)
      return
    }
    const moved = await change(whole, deadline)
    if (!moved) return
    const movedTo = moved.deadlineOn ?? toLocalDay(new Date(moved.deadlineAt ?? ''))
    toast({
      text: t.moved(todo.title, dayFormat.format(Date.parse(movedTo))),
      action: { label: common.undo, isUndo: true, run: () => void change(moved, deadlineOf(todo)) },
    })
  }
}
