import { escape, foldLines, ICalAlarmRelatesTo } from 'ical-generator'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { type AlarmAnchor, printAlarms } from './alarms.ts'
import { createDateReader, toBasicDate, toBasicTime } from './basic-time.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { toDescription, toTodoSummary } from './component-text.ts'
import { toTodoUid } from './component-uid.ts'
import { toExtraLines } from './extra-lines.ts'
import { toContentLines } from './ical-generator-fixes.ts'
import { createSeriesReader } from './series.ts'

/** Prints the VTODO of a todo (RFC 5545 section 3.6.2). */
export function createTodoPrinter(options: CalendarOptions): (todo: CalendarTodo) => string {
  const printDue = createDuePrinter(options)

  return todo => {
    const { completed, completedAt } = todo
    const due = printDue(todo)
    const summary = toTodoSummary(todo)
    const description = toDescription(todo)
    const revisedAt = toUtc(todo.revisedAt)
    const lines = toContentLines([
      'BEGIN:VTODO',
      `UID:${toTodoUid(todo, options.uid)}`,
      `SEQUENCE:${todo.revision}`,
      `DTSTAMP:${revisedAt}`,
      due?.start,
      due?.line,
      due?.rule,
      `SUMMARY:${escape(summary, false)}`,
      description && `DESCRIPTION:${escape(description, false)}`,
      `STATUS:${completed ? 'COMPLETED' : 'NEEDS-ACTION'}`,
      `PERCENT-COMPLETE:${completed ? 100 : 0}`,
      completed && completedAt ? `COMPLETED:${toUtc(completedAt)}` : null,
      `CREATED:${toUtc(todo.createdAt)}`,
      `LAST-MODIFIED:${revisedAt}`,
      ...toExtraLines(todo),
    ])
    const alarms =
      completed || !due
        ? ''
        : printAlarms({ minutesBefore: options.alarms, description: summary, relatesTo: due.alarmsBefore })
    return foldLines(`${lines}${alarms}END:VTODO\r\n`)
  }
}

/**
 * An alarm relates to DUE (RFC 5545 section 3.8.6.3), unless DUE is the day of a deadline that has a time; then one that repeats
 * relates to DTSTART.
 */
type Due = {
  line: string
  alarmsBefore: AlarmAnchor
  rule?: string
  /** RRULE needs a DTSTART (RFC 5545 section 3.8.2.4). */
  start?: string
}

function createDuePrinter(options: CalendarOptions): (todo: CalendarTodo) => Due | undefined {
  const { shape, timeZone, timeForm } = options
  const toDate = createDateReader(timeZone)
  const readSeries = createSeriesReader(options)
  return todo => {
    const { deadlineAt, deadlineOn } = todo
    const series = readSeries(todo)
    const dueAs = (value: string, alarmsBefore: Due['alarmsBefore']): Due => ({
      line: `DUE${value}`,
      alarmsBefore,
      ...(series && { start: `DTSTART${value}`, rule: series.printRule() }),
    })
    if (deadlineOn) return dueAs(onDay(deadlineOn), ICalAlarmRelatesTo.end)
    if (!deadlineAt) return undefined
    if (shape === 'allday')
      return series
        ? dueAs(onDay(series.date), series.minuteOfDay)
        : dueAs(onDay(toDate(deadlineAt)), deadlineAt)
    if (series) return dueAs(`;TZID=${series.zone}:${toBasicTime(series.wallTime)}`, ICalAlarmRelatesTo.end)
    const time = timeForm === 'floating' ? toBasicTime(deadlineAt) : toUtc(deadlineAt)
    return dueAs(`:${time}`, ICalAlarmRelatesTo.end)
  }
}

const onDay = (date: Date): string => `;VALUE=DATE:${toBasicDate(date)}`

const toUtc = (moment: Date): string => `${toBasicTime(moment)}Z`
