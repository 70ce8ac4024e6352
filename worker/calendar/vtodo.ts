import { escape, foldLines, ICalAlarmRelatesTo } from 'ical-generator'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { printAlarms } from './alarms.ts'
import { createDateReader, toBasicDate, toBasicTime } from './basic-time.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { toDescription, toTodoSummary } from './component-text.ts'
import { toTodoUid } from './component-uid.ts'
import { toContentLines } from './ical-generator-fixes.ts'

/** Prints the VTODO of a todo (RFC 5545 section 3.6.2). */
export function createTodoPrinter(options: CalendarOptions): (todo: CalendarTodo) => string {
  const readDue = createDueReader(options)

  return todo => {
    const { completed, completedAt } = todo
    const due = readDue(todo)
    const summary = toTodoSummary(todo)
    const description = toDescription(todo)
    const revisedAt = toUtc(todo.revisedAt)
    const lines = toContentLines([
      'BEGIN:VTODO',
      `UID:${toTodoUid(todo, options.uid)}`,
      `SEQUENCE:${todo.revision}`,
      `DTSTAMP:${revisedAt}`,
      due?.line,
      `SUMMARY:${escape(summary, false)}`,
      description && `DESCRIPTION:${escape(description, false)}`,
      `STATUS:${completed ? 'COMPLETED' : 'NEEDS-ACTION'}`,
      `PERCENT-COMPLETE:${completed ? 100 : 0}`,
      completed && completedAt ? `COMPLETED:${toUtc(completedAt)}` : null,
      `CREATED:${toUtc(todo.createdAt)}`,
      `LAST-MODIFIED:${revisedAt}`,
    ])
    const alarms =
      completed || !due
        ? ''
        : printAlarms({ minutesBefore: options.alarms, description: summary, relatesTo: due.alarmsBefore })
    return foldLines(`${lines}${alarms}END:VTODO\r\n`)
  }
}

/** An alarm relates to DUE (RFC 5545 section 3.8.6.3), unless DUE is the day of a deadline that has a time. */
type Due = { line: string; alarmsBefore: ICalAlarmRelatesTo | Date }

function createDueReader({
  shape,
  timeZone,
  timeForm,
}: CalendarOptions): (todo: CalendarTodo) => Due | undefined {
  const toDate = createDateReader(timeZone)
  return ({ deadlineAt, deadlineOn }) => {
    if (deadlineOn) return { line: onDay(deadlineOn), alarmsBefore: ICalAlarmRelatesTo.end }
    if (!deadlineAt) return undefined
    if (shape === 'allday') return { line: onDay(toDate(deadlineAt)), alarmsBefore: deadlineAt }
    const time = timeForm === 'floating' ? toBasicTime(deadlineAt) : toUtc(deadlineAt)
    return { line: `DUE:${time}`, alarmsBefore: ICalAlarmRelatesTo.end }
  }
}

const onDay = (date: Date): string => `DUE;VALUE=DATE:${toBasicDate(date)}`

const toUtc = (moment: Date): string => `${toBasicTime(moment)}Z`
