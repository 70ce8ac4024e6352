import { ICalAlarmRelatesTo } from 'ical-generator'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { type AlarmAnchor, printAlarms } from './alarms.ts'
import { createDateReader, nextDate } from './basic-time.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { toDescription, toEventSummary } from './component-text.ts'
import { toEventUid, toTodoUid } from './component-uid.ts'
import { createOverdueFinder } from './due-time.ts'
import { createEventTemplate } from './event-template.ts'
import { toExtraLines } from './extra-lines.ts'
import { completeEvent } from './ical-generator-fixes.ts'
import { createSeriesReader } from './series.ts'

/** When an event takes place, and what its alarms are relative to; undefined for an event without alarms. */
type Placing = {
  isDay: boolean
  start: Date
  end: Date
  alarmsBefore: AlarmAnchor | undefined
  /** The zone of the times, which are then wall times. */
  zone?: string
  rule?: string
}

/** Prints the VEVENT of a todo; an empty string for one without a deadline. */
export function createEventPrinter(options: CalendarOptions): (todo: CalendarTodo) => string {
  const { component, timeForm, uid, alarms } = options
  const place = createPlacer(options)
  const findOverdue = createOverdueFinder(options)
  const printTimed = createEventTemplate({ allDay: false, floating: timeForm === 'floating' })
  const printDay = createEventTemplate({ allDay: true, floating: timeForm === 'floating' })
  const printWallTime = createEventTemplate({ allDay: false, floating: true })

  return todo => {
    const today = findOverdue(todo)
    const placing = today ? { ...toDay(today.date), alarmsBefore: undefined } : place(todo)
    if (!placing) return ''
    const { isDay, start, end, alarmsBefore, zone, rule } = placing
    const summary = toEventSummary(todo, options)
    const print = isDay ? printDay : zone === undefined ? printTimed : printWallTime
    const event = print({
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
      zone === undefined ? event : event.replace(timeLine, `$1;TZID=${zone}:`),
      [rule, component === 'both' ? `RELATED-TO:${toTodoUid(todo, uid)}` : null, ...toExtraLines(todo)],
      todo.completed || alarmsBefore === undefined
        ? ''
        : printAlarms({ minutesBefore: alarms, description: summary, relatesTo: alarmsBefore }),
    )
  }
}

/** DTSTART and DTEND; in texts, a line break is escaped. */
const timeLine = /(?<=\r\n)(DTSTART|DTEND):/g

/** A date is an all-day event whatever the shape. DTEND must be later than DTSTART (RFC 5545 section 3.8.2.2). */
function createPlacer(options: CalendarOptions): (todo: CalendarTodo) => Placing | undefined {
  const { shape, timeZone, durationMinutes, completedMark } = options
  const toDate = createDateReader(timeZone)
  const durationMs = durationMinutes * 60_000
  const readSeries = createSeriesReader(options)
  const startAt = (start: Date): Placing => ({
    isDay: false,
    start,
    end: new Date(start.getTime() + durationMs),
    alarmsBefore: ICalAlarmRelatesTo.start,
  })

  const endAt = (end: Date): Placing => ({
    isDay: false,
    start: new Date(end.getTime() - durationMs),
    end,
    alarmsBefore: ICalAlarmRelatesTo.end,
  })

  return todo => {
    const { deadlineAt, deadlineOn } = todo
    const series = readSeries(todo)
    if (deadlineOn)
      return completedMark
        ? {
            ...toDay(deadlineOn),
            alarmsBefore: ICalAlarmRelatesTo.start,
            ...(series && { rule: series.printRule() }),
          }
        : startAt(deadlineOn)
    if (deadlineAt && series) {
      const { date, wallTime, minuteOfDay, printRule, zone } = series
      if (shape === 'allday') return { ...toDay(date), alarmsBefore: minuteOfDay, rule: printRule() }
      const ending = endAt(wallTime)
      // An event that begins on the day before its deadline would repeat on other days than the rule says.
      const isOnDay = ending.start.getTime() >= date.getTime()
      const placing = shape === 'end' && isOnDay ? ending : startAt(wallTime)
      return { ...placing, zone, rule: printRule(wallTime.getTime() - placing.start.getTime()) }
    }
    if (!deadlineAt) return undefined
    if (shape === 'start') return startAt(deadlineAt)
    // The day starts at another time than the deadline, so its alarms have times of their own.
    if (shape === 'allday') return { ...toDay(toDate(deadlineAt)), alarmsBefore: deadlineAt }
    return endAt(deadlineAt)
  }
}

const toDay = (start: Date) => ({ isDay: true, start, end: nextDate(start) })
