import { escape, foldLines, ICalAlarmRelatesTo } from 'ical-generator'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { createDateReader, toBasicDate, toBasicTime } from './basic-time.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { toDescription, toTodoSummary } from './component-text.ts'
import { toTodoUid } from './component-uid.ts'
import { printAlarms, toContentLines } from './ical-generator-fixes.ts'

/** Prints the VTODO of a todo (RFC 5545 section 3.6.2). */
export function createTodoPrinter(options: CalendarOptions): (todo: CalendarTodo) => string {
  const printDue = createDuePrinter(options)

  return todo => {
    const { deadlineAt, completed, completedAt } = todo
    const summary = toTodoSummary(todo)
    const description = toDescription(todo)
    const revisedAt = toUtc(todo.revisedAt)
    const lines = toContentLines([
      'BEGIN:VTODO',
      `UID:${toTodoUid(todo, options.uid)}`,
      `SEQUENCE:${todo.revision}`,
      `DTSTAMP:${revisedAt}`,
      deadlineAt && printDue(deadlineAt),
      `SUMMARY:${escape(summary, false)}`,
      description && `DESCRIPTION:${escape(description, false)}`,
      `STATUS:${completed ? 'COMPLETED' : 'NEEDS-ACTION'}`,
      `PERCENT-COMPLETE:${completed ? 100 : 0}`,
      completed && completedAt ? `COMPLETED:${toUtc(completedAt)}` : null,
      `CREATED:${toUtc(todo.createdAt)}`,
      `LAST-MODIFIED:${revisedAt}`,
    ])
    // An alarm relates to DUE, so it needs one (RFC 5545 section 3.8.6.3).
    const minutes = completed || deadlineAt === null ? [] : options.alarms
    const alarms = minutes.map(minutesBefore => ({
      minutesBefore,
      relatesTo: ICalAlarmRelatesTo.end,
      description: summary,
    }))
    return foldLines(`${lines}${printAlarms(alarms)}END:VTODO\r\n`)
  }
}

function createDuePrinter({ shape, timeZone, timeForm }: CalendarOptions): (deadlineAt: Date) => string {
  if (shape === 'allday') {
    const toDate = createDateReader(timeZone)
    return deadlineAt => `DUE;VALUE=DATE:${toBasicDate(toDate(deadlineAt))}`
  }
  return deadlineAt => `DUE:${timeForm === 'floating' ? toBasicTime(deadlineAt) : toUtc(deadlineAt)}`
}

const toUtc = (moment: Date): string => `${toBasicTime(moment)}Z`
