import { ICalAlarmRelatesTo } from 'ical-generator'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { createDateReader, nextDate } from './basic-time.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { toDescription, toEventSummary } from './component-text.ts'
import { toEventUid, toTodoUid } from './component-uid.ts'
import { createEventTemplate } from './event-template.ts'
import { completeEvent } from './ical-generator-fixes.ts'

type Times = { start: Date; end: Date }

/** Prints the VEVENT of a todo. */
export function createEventPrinter(
  options: CalendarOptions,
): (todo: CalendarTodo, deadlineAt: Date) => string {
  const { component, shape, timeForm, uid, alarms } = options
  const toTimes = createTimes(options)
  const print = createEventTemplate({ allDay: shape === 'allday', floating: timeForm === 'floating' })
  // Alarms relate to the deadline. An all-day event starts with the day of its deadline.
  const relatesTo = shape === 'end' ? ICalAlarmRelatesTo.end : ICalAlarmRelatesTo.start

  return (todo, deadlineAt) => {
    const summary = toEventSummary(todo, options)
    const event = print({
      uid: toEventUid(todo, uid),
      sequence: todo.revision,
      ...toTimes(deadlineAt),
      summary,
      description: toDescription(todo),
      created: todo.createdAt,
      revised: todo.revisedAt,
    })
    const reminders = todo.completed ? [] : alarms
    return completeEvent(
      event,
      component === 'both' ? toTodoUid(todo, uid) : undefined,
      reminders.map(minutesBefore => ({ minutesBefore, relatesTo, description: summary })),
    )
  }
}

/** DTEND must be later than DTSTART (RFC 5545 section 3.8.2.2). */
function createTimes({ shape, timeZone, durationMinutes }: CalendarOptions): (deadlineAt: Date) => Times {
  if (shape === 'allday') {
    const toDate = createDateReader(timeZone)
    return deadlineAt => {
      const start = toDate(deadlineAt)
      return { start, end: nextDate(start) }
    }
  }
  const durationMs = durationMinutes * 60_000
  return deadlineAt =>
    shape === 'start'
      ? { start: deadlineAt, end: new Date(deadlineAt.getTime() + durationMs) }
      : { start: new Date(deadlineAt.getTime() - durationMs), end: deadlineAt }
}
