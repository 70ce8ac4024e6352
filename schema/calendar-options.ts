import { z } from 'zod'
import { color } from './color.ts'
import type { Instant } from './instant.ts'
import { parseDateOrInstant, type PlainDate } from './plain-date.ts'
import { lineBreak, text } from './text.ts'
import { filterText } from './parse-filter.ts'
import { timeZone } from './time-zone.ts'
import { todoScopeFields } from './todo-scope.ts'

const nameMaxCodePoints = 255
const descriptionMaxCodePoints = 1000
const maxAlarms = 5
/** Four weeks: calendar programs accept no longer ones. */
const maxAlarmMinutes = 4 * 7 * 24 * 60

/** The name of a calendar in calendar programs. */
export const calendarName = text(nameMaxCodePoints).refine(
  value => !lineBreak.test(value),
  'must be a single line',
)

export const durationMinutes = z
  .int('must be a whole number of minutes')
  .min(5, 'must be at least 5 minutes')
  .max(1440, 'must be at most 1440 minutes, a day')

const alarmMinutes = z
  .int('must be a whole number of minutes')
  .min(0, 'must not be negative')
  .max(maxAlarmMinutes, `must be at most ${maxAlarmMinutes} minutes, four weeks`)

/** Minutes before the deadline, the longest first. */
export const alarms = z
  .array(alarmMinutes, 'must be a list of minutes')
  .max(maxAlarms, `must have at most ${maxAlarms} alarms`)
  .refine(minutes => new Set(minutes).size === minutes.length, 'must not have the same time twice')
  .transform(minutes => minutes.toSorted((a, b) => b - a))

export const component = z.enum(['vevent', 'vtodo', 'both'], 'must be vevent, vtodo or both')
export const shape = z.enum(['start', 'end', 'allday'], 'must be start, end or allday')
export const completedTodos = z.enum(['include', 'exclude', 'only'], 'must be include, exclude or only')
export const overdueTodos = z.enum(['keep', 'drop', 'today'], 'must be keep, drop or today')
export const timeForm = z.enum(['utc', 'floating'], 'must be utc or floating')
export const uidForm = z.enum(['global', 'id'], 'must be global or id')
export const calendarDescription = text(descriptionMaxCodePoints)
const bound = z.string('must be a string').transform(parseDateOrInstant)

/** Whether no deadline is in a range: dates of one are compared in UTC. */
export const isRangeEmpty = ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean =>
  from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to)

export const rangeIsEmpty = 'must be before to'

const choices = z
  .strictObject({
    component: component.default('vevent').describe('What todos become; events need a deadline'),
    shape: shape.default('start').describe('How events relate to their deadlines'),
    timeZone: timeZone
      .optional()
      .describe('Time zone of days and dates; that of the settings when it is not given'),
    durationMinutes: durationMinutes.default(30).describe('Duration of events that are not allday'),
    alarms: alarms.default([]).describe('Reminders of open todos, in minutes before the deadline'),
    completed: completedTodos.default('include').describe('Whether to include completed todos'),
    from: bound.optional().describe('Only todos due at this time or date, or later'),
    to: bound.optional().describe('Only todos due before this time or date'),
    overdue: overdueTodos
      .default('keep')
      .describe('Whether overdue todos stay on their day, are left out, or are shown today'),
    name: calendarName.optional(),
    color: color.optional().describe('A CSS colour name, or #RRGGBB'),
    description: calendarDescription.optional(),
    timeForm: timeForm.default('utc').describe('Floating times show the UTC time in every zone'),
    uid: uidForm.default('global').describe("UUIDs, or the todos' ids"),
    ...todoScopeFields,
    filter: filterText.optional().describe('Which todos, such as `list:uni tag:exam -tag:later essay`'),
  })
  .refine(range => !isRangeEmpty(range), { path: ['from'], message: rangeIsEmpty })

/** Options that the server sets, not the client. */
type Circumstances = {
  /** Puts `✔ ` before the title of a completed event. Only the original's file does not, and it writes dates as times. */
  completedMark: boolean
  /** How often programs should fetch the calendar, for feeds. */
  refreshHours?: number | undefined
  /** With `overdue: 'drop'`, open todos due before this time are left out; see `resolveOptions`. */
  overdueBefore?: Instant | undefined
  /** With `overdue: 'today'`, open todos due before this day are shown on it; see `resolveOptions`. */
  today?: PlainDate | undefined
}

/** As a client requests them: without a time zone, the owner's applies. */
export type RequestedOptions = z.output<typeof choices> & Circumstances

/** As a job or a feed has them. */
export type CalendarOptions = Omit<RequestedOptions, 'filter'> & { timeZone: string }

/**
 * The options of a calendar; the same schema at every door. `from` is inclusive, `to` exclusive, both compared with a
 * todo's deadline. `durationMinutes` applies to events with a time. `timeZone` decides to which day a time belongs, and when
 * a date begins.
 */
export const calendarOptions = choices.transform((chosen): RequestedOptions => ({
  ...chosen,
  completedMark: true,
}))

/** The options of the course's original: those of `POST /api/v1/todos/ical` without options. */
export const originalCalendarOptions: RequestedOptions = {
  ...calendarOptions.parse({}),
  timeForm: 'floating',
  uid: 'id',
  completedMark: false,
}
