import { ICalAlarmRelatesTo } from 'ical-generator'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { printAlarms } from './alarms.ts'
import { createDateReader, nextDate } from './basic-time.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { toDescription, toEventSummary } from './component-text.ts'
import { toEventUid, toTodoUid } from './component-uid.ts'
import { createOverdueFinder } from './due-time.ts'
import { createEventTemplate } from './event-template.ts'
import { completeEvent } from './ical-generator-fixes.ts'

/** When an event takes place, and what its alarms are relative to; undefined for an event without alarms. */
type Placing = { isDay: boolean; start: Date; end: Date; alarmsBefore: ICalAlarmRelatesTo | Date | undefined }

/** Prints the VEVENT of a todo; an empty string for one without a deadline. */
export function createEventPrinter(options: CalendarOptions): (todo: CalendarTodo) => string {
  const { component, timeForm, uid, alarms } = options
  const place = createPlacer(options)
  const findOverdue = createOverdueFinder(options)
  const printTimed = createEventTemplate({ allDay: false, floating: timeForm === 'floating' })
  const printDay = createEventTemplate({ allDay: true, floating: timeForm === 'floating' })

  return todo => {
    const today = findOverdue(todo)
    const placing = today ? { ...toDay(today.date), alarmsBefore: undefined } : place(todo)
    if (!placing) return ''
    const { isDay, start, end, alarmsBefore } = placing
    const summary = toEventSummary(todo, options)
    const event = (isDay ? printDay : printTimed)({
      uid: toEventUid(todo, uid),
      sequence: todo.revision,
      start,
      end,
      summary,
      description: toDescription(todo),
      created: todo.createdAt,
      // Programs ignore an event that has moved unless it was modified later.
      revised: today ? new Date(Math.max(today.startMs, todo.revisedAt.getTime())) : todo.revisedAt,
    })
    return completeEvent(
      event,
      component === 'both' ? toTodoUid(todo, uid) : undefined,
      todo.completed || !alarmsBefore
        ? ''
        : printAlarms({ minutesBefore: alarms, description: summary, relatesTo: alarmsBefore }),
    )
  }
}

/** A date is an all-day event whatever the shape. DTEND must be later than DTSTART (RFC 5545 section 3.8.2.2). */
function createPlacer(options: CalendarOptions): (todo: CalendarTodo) => Placing | undefined {
  const { shape, timeZone, durationMinutes, completedMark } = options
  const toDate = createDateReader(timeZone)
  const durationMs = durationMinutes * 60_000
  const startAt = (start: Date): Placing => ({
    isDay: false,
    start,
    end: new Date(start.getTime() + durationMs),
    alarmsBefore: ICalAlarmRelatesTo.start,
  })

  return ({ deadlineAt, deadlineOn }) => {
    if (deadlineOn)
      return completedMark
        ? { ...toDay(deadlineOn), alarmsBefore: ICalAlarmRelatesTo.start }
        : startAt(deadlineOn)
    if (!deadlineAt) return undefined
    if (shape === 'start') return startAt(deadlineAt)
    // The day starts at another time than the deadline, so its alarms have times of their own.
    if (shape === 'allday') return { ...toDay(toDate(deadlineAt)), alarmsBefore: deadlineAt }
    return {
      isDay: false,
      start: new Date(deadlineAt.getTime() - durationMs),
      end: deadlineAt,
      alarmsBefore: ICalAlarmRelatesTo.end,
    }
  }
}

const toDay = (start: Date) => ({ isDay: true, start, end: nextDate(start) })
