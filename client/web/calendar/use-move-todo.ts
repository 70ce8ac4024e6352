import { useQuery } from '@tanstack/react-query'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { browserTimeZone } from '../day.ts'
import { describeError } from '../describe-error.ts'
import { toLocalDay } from '../local-time.ts'
import { t } from '../messages/calendar.ts'
import { common } from '../messages/common.ts'
import { t as todoTexts } from '../messages/todos.ts'
import { settings } from '../settings/settings-queries.ts'
import { formatLongDay } from '../time.ts'
import type { DueTodo } from '../todos/cached-days.ts'
import { useMakeChange } from '../todos/change-todo-queries.ts'
import { moveDeadline } from '../todos/reschedule.ts'
import { deadlineOf, type TodoDeadline, toStoredDeadline } from '../todos/todo-deadline.ts'
import { useToast } from '../ui/Toasts.tsx'

/** Moves a deadline to another day, or removes it, with a notification, because it can happen by accident. */
export function useMoveTodo(): (todo: DueTodo, day: PlainDate | undefined) => Promise<void> {
  const { data: owner } = useQuery(settings)
  const make = useMakeChange()
  const toast = useToast()

  async function move(todo: DueTodo, deadline: TodoDeadline): Promise<DueTodo | undefined> {
    try {
      const outcome = await make({ kind: 'update', todo, change: deadline })
      if (!outcome.isKept && outcome.todo) return outcome.todo
      return { ...todo, ...toStoredDeadline(deadline, owner?.timeZone ?? browserTimeZone()) }
    } catch (error) {
      toast({ kind: 'error', text: t.notMoved(todo.title, describeError(error).message) })
      return undefined
    }
  }

  return async (todo, day) => {
    const moved = await move(todo, moveDeadline(todo, day))
    if (!moved) return
    const movedTo = moved.deadlineOn ?? (moved.deadlineAt && toLocalDay(new Date(moved.deadlineAt)))
    toast({
      text: movedTo ? t.moved(todo.title, formatLongDay(movedTo)) : todoTexts.deadlineRemoved(todo.title),
      action: { label: common.undo, isUndo: true, run: () => void move(moved, deadlineOf(todo)) },
    })
  }
}
