import { z } from 'zod'
import { feedName, windowDays } from '../../schema/calendar-feed.ts'
import { alarms, calendarDescription, calendarName, durationMinutes } from '../../schema/calendar-options.ts'
import { color } from '../../schema/color.ts'
import { columnMapping } from '../../schema/import-job.ts'
import { newTodoList } from '../../schema/lists.ts'
import { filterText } from '../../schema/parse-filter.ts'
import { parseDateOrInstant } from '../../schema/plain-date.ts'
import { priority } from '../../schema/parse-priority.ts'
import { repeat } from '../../schema/repeat.ts'
import { weekDay } from '../../schema/settings.ts'
import { tags } from '../../schema/tags.ts'
import { timeZone } from '../../schema/time-zone.ts'
import { description, title } from '../../schema/todo.ts'
import { search } from '../../schema/todo-scope.ts'
import { parseWith } from './kit.ts'

/** A date stays a date. */
export const parseTime = parseWith(z.string().transform(parseDateOrInstant))

/** The rule of a repetition, in its normal form. */
export const parseRepeat = parseWith(repeat.unwrap().shape.rule)

const parseNumberOf = (what: string) =>
  parseWith(
    z
      .string()
      .regex(/^\d{1,15}$/, `must be the number of a ${what}`)
      .transform(Number),
  )

export const parseTodoId = parseNumberOf('todo')
export const parseListId = parseNumberOf('list')

/** The revision of an update of the todos. */
export const parseRevision = parseWith(
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a revision')
    .transform(Number),
)

export const parseTitle = parseWith(title)
export const parseTodoDescription = parseWith(description.unwrap())

export const parseLimit = parseWith(
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number of at least 1')
    .transform(Number),
)

export const parseUrl = parseWith(
  z.url({ protocol: /^https?$/, error: 'must be a URL such as http://localhost:6400' }),
)

export const parseDuration = parseWith(
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of minutes')
    .transform(Number)
    .pipe(durationMinutes),
)

export const parseAlarms = parseWith(
  z
    .string()
    .regex(/^\d{1,9}(?:,\d{1,9})*$/, 'must be whole minutes, separated by commas')
    .transform(list => list.split(',').map(Number))
    .pipe(alarms),
)

export const parseDays = parseWith(
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of days')
    .transform(Number)
    .pipe(windowDays),
)

const separated = z.string().transform(text => text.split(',').map(item => item.trim()))

export const parseNames = parseWith(separated)
export const parseTags = parseWith(separated.pipe(tags))
export const parsePriorities = parseWith(separated.pipe(z.array(priority)))
export const parseSearch = parseWith(search)
/** The filter in the language of search fields, which the server reads. */
export const parseFilter = parseWith(
  z.string().superRefine((value, context) => {
    for (const { message } of filterText.safeParse(value).error?.issues ?? [])
      context.addIssue({ code: 'custom', message })
  }),
)
export const parseListName = parseWith(newTodoList.shape.name)
export const parsePosition = parseWith(
  z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number')
    .transform(Number),
)

export const parseFeedName = parseWith(feedName)
export const parseTimeZone = parseWith(timeZone)
export const parseWeekDay = parseWith(weekDay)
export const parseColor = parseWith(color)
export const parseName = parseWith(calendarName)
export const parseDescription = parseWith(calendarDescription)

/** `title=Task,deadline=Due` */
export const parseMapping = parseWith(
  z
    .string()
    .regex(
      /^[^=,]+=[^=,]+(?:,[^=,]+=[^=,]+)*$/,
      'must be fields and their columns, such as title=Task,deadline=Due',
    )
    .transform(list => Object.fromEntries(list.split(',').map(pair => pair.split('='))))
    .pipe(columnMapping),
)
