import { Temporal } from 'temporal-polyfill'
import type { RecurrenceRule } from '../../../../schema/recurrence-rule.ts'
import { findDates, type FoundDate } from './find-dates.ts'
import type { LoadedLanguage } from './languages.ts'
import type { Mark } from './mark-words.ts'
import { type Day, type Deadline, type TimeOfDay, toInstant } from './resolve-deadline.ts'

type Recurring = { deadline: Deadline; parts: Mark[] }

/** `every year on 29 feb`, `every month on the last day`: a day that was not read. */
const dayFollows = /^\s*(?:on(?: the)?|am|le|dia|em)\s+(?:\d|last\b|letzt|dernier)/i

const isTime = ({ time, isDoubtful }: FoundDate) => time && !isDoubtful

/** Finds the first occurrence of a rule, from today or from a day in the text on, with a time in the text. */
export function findRecurringDeadline(
  text: string,
  { start, end, rule }: Mark & { rule: RecurrenceRule },
  { chrono, language }: LoadedLanguage,
  clock: Temporal.ZonedDateTime,
): Recurring | undefined {
  const read = (words: string) =>
    findDates(`${text.slice(0, start)}${words}${text.slice(end)}`, {
      chrono,
      language,
      today: clock.toPlainDate(),
    })
  // The time in `every friday 17h` is one beside a day; but a second day must not be combined with this one.
  const beside = read(language.repetition.day.padStart(end - start))
  const without = read(';'.padEnd(end - start))
  const itself = beside.find(part => part.start < end && start < part.end)
  if (!itself || itself.isDoubtful || without.some(part => part.minutesFromNow !== undefined))
    return undefined
  const days = without.filter(part => part.day && !part.isDoubtful)
  if (days.length > 1) return undefined
  // `daily at 8am and 8pm`
  if (beside.filter(isTime).length > 1) return undefined
  const [day] = days
  if (!day && dayFollows.test(text.slice(end))) return undefined
  const timed = [itself, ...days].find(isTime) ?? beside.findLast(isTime)
  const deadline = findFirst(rule, day?.day, timed?.time, clock)
  const recurrence = { start: Math.min(start, itself.start), end: Math.max(end, itself.end) }
  return deadline && { deadline, parts: [recurrence, ...days, ...(timed ? [timed] : [])] }
}

function findFirst(
  rule: RecurrenceRule,
  day: Day | undefined,
  time: TimeOfDay | undefined,
  clock: Temporal.ZonedDateTime,
): Deadline | undefined {
  const today = clock.toPlainDate()
  const from = day?.date ?? today
  const first = findFirstDay(rule, from)
  // `every friday 1 dec`, a Tuesday
  if (Temporal.PlainDate.compare(from, today) < 0 || (day && !first.equals(from))) return undefined
  if (!time || time.isEndOfDay) return { on: first.toString() }
  const isComing = (at: Temporal.Instant) => Temporal.Instant.compare(at, clock.toInstant()) > 0
  let at = toInstant(first, time, clock)
  if (!isComing(at)) {
    if (day && !day.isWeekday) return undefined
    at = toInstant(day ? first.add({ days: 7 }) : findFirstDay(rule, first.add({ days: 1 })), time, clock)
  }
  // `every friday at midnight` is on a Saturday, as is a late hour of another time zone.
  const date = at.toZonedDateTimeISO(clock.timeZoneId).toPlainDate()
  return isComing(at) && findFirstDay(rule, date).equals(date) ? { at: at.toString() } : undefined
}

/** The first day of the rule, from a day on. A rule without days can begin on any. */
function findFirstDay({ byDay, byMonthDay }: RecurrenceRule, from: Temporal.PlainDate): Temporal.PlainDate {
  const isFirst = (date: Temporal.PlainDate) =>
    (byMonthDay.length === 0 || byMonthDay.includes(date.day)) &&
    (byDay.length === 0 ||
      byDay.some(
        ({ nth, day }) => day === date.dayOfWeek - 1 && (nth === 0 || nth === countInMonth(date, nth)),
      ))
  let date = from
  while (!isFirst(date)) date = date.add({ days: 1 })
  return date
}

/** Which Monday of the month a Monday is, from the end when `nth` is negative. */
const countInMonth = ({ day, daysInMonth }: Temporal.PlainDate, nth: number): number =>
  nth > 0 ? Math.ceil(day / 7) : -Math.ceil((daysInMonth - day + 1) / 7)
