import type { DateOrder } from '../../../schema/import-job.ts'
import { readInstant } from '../../../schema/instant.ts'
import type { DateOrInstant } from '../../../schema/plain-date.ts'
import type { ReadOptions } from '../../../schema/imported-todo.ts'

export type TimeOfDay = { hour: number; minute: number }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName = '(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'

/** With a time after the date: `2030-01-02 15:30`, `Jan 2, 2030 at 3pm`. */
const dates: { pattern: RegExp; order?: DateOrder }[] = [
  { pattern: /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/ },
  {
    pattern: new RegExp(
      `^${monthName} (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\\d{4}))?(?![\\d:])`,
      'i',
    ),
  },
  {
    pattern: new RegExp(
      `^(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)? ${monthName}(?:,? (?<year>\\d{4}))?(?![\\d:])`,
      'i',
    ),
  },
  { pattern: /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?!\d)/ },
  { pattern: /^(?<day>\d{1,2})[/-](?<month>\d{1,2})[/-](?<year>\d{4}|\d\d)(?!\d)/, order: 'DMY' },
  { pattern: /^(?<month>\d{1,2})[/-](?<day>\d{1,2})[/-](?<year>\d{4}|\d\d)(?!\d)/, order: 'MDY' },
]

const maxLength = 100

export type WrittenDate = { date: Temporal.PlainDate; rest: string }

/**
 * Finds a date at the beginning of a text. Without a year it is the next such day. Of 1/2/2030 the order decides; without an
 * order, only what cannot be read in the other one is a date.
 */
export function readWrittenDate(
  text: string,
  today: Temporal.PlainDate,
  order?: DateOrder,
): WrittenDate | undefined {
  const found = dates.flatMap(({ pattern, order: its }) => {
    const match = its !== undefined && order !== undefined && its !== order ? null : pattern.exec(text)
    const { year, month = '', day } = match?.groups ?? {}
    const date = match && toDate(year, month, Number(day), today)
    return date ? [{ date, rest: text.slice(match[0].length).trim() }] : []
  })
  const [first, second] = found
  return second && first && !first.date.equals(second.date) ? undefined : first
}

function toDate(
  year: string | undefined,
  month: string,
  day: number,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const number = months.indexOf(month.slice(0, 3).toLowerCase()) + 1 || Number(month)
  try {
    const date = Temporal.PlainDate.from(
      { year: Number(year ?? today.year) + (year?.length === 2 ? 2000 : 0), month: number, day },
      { overflow: 'reject' },
    )
    return year === undefined && Temporal.PlainDate.compare(date, today) < 0 ? date.add({ years: 1 }) : date
  } catch {
    return undefined
  }
}

/** Reads `15:30`, `3pm`, `3:30 PM`, `at 17:00:00`. */
export function readTimeOfDay(text: string): TimeOfDay | undefined {
  const match =
    /^,?\s*(?:at |@ ?|T)?(?<hour>\d{1,2})(?::(?<minute>\d\d))?(?::\d\d(?:\.\d+)?)?\s*(?<half>[ap])?\.?(?:m\.?)?$/i.exec(
      text,
    )?.groups
  if (!match || (match['minute'] === undefined && match['half'] === undefined)) return undefined
  const hour = Number(match['hour'])
  const minute = Number(match['minute'] ?? 0)
  const half = match['half']?.toLowerCase()
  if (minute > 59 || hour > (half === undefined ? 23 : 12) || (half !== undefined && hour === 0))
    return undefined
  return { hour: half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0), minute }
}

export const toDeadline = (
  date: Temporal.PlainDate,
  time: TimeOfDay | undefined,
  timeZone: string,
): DateOrInstant | undefined =>
  time === undefined
    ? readInstant(date.toString()) && date.toString()
    : readInstant(
        date
          .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
          .toInstant()
          .toString(),
      )

/** Reads a date, or a date and time, as spreadsheets and other programs write it. */
export function readDeadline(
  raw: string,
  { timeZone, now }: ReadOptions,
  order?: DateOrder,
): DateOrInstant | undefined {
  const text = raw.trim()
  if (text.length > maxLength) return undefined
  const exact = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(?:(Z)|([+-]\d\d):?(\d\d))$/i.exec(
    text,
  )
  if (exact) return readInstant(`${exact[1]}T${exact[2]}${exact[3] ?? `${exact[4]}:${exact[5]}`}`)
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate()
  const found = readWrittenDate(text, today, order)
  if (!found) return undefined
  const time = found.rest === '' ? undefined : readTimeOfDay(found.rest)
  return found.rest !== '' && !time ? undefined : toDeadline(found.date, time, timeZone)
}
