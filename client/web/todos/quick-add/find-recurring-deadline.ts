import { Temporal } from 'temporal-polyfill'
import type { RecurrenceRule } from '../../../../schema/recurrence-rule.ts'
import { findDates, type FoundDate } from './find-dates.ts'
import type { LoadedLanguage } from './languages.ts'
import type { Mark } from './mark-words.ts'
import { type Bounds, findBounds } from './recurrence-bounds.ts'
import { type Day, type Deadline, onOrAfter, type TimeOfDay, toInstant } from './resolve-deadline.ts'

/** `rule` has its end. */
type Recurring = { deadline: Deadline; rule: RecurrenceRule; parts: Mark[] }

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
  const { repetition } = language
  const readDates = (words: string) => findDates(words, { chrono, language, today: clock.toPlainDate() })
  const bounds = findBounds(cut(text, { start, end }), end, repetition, readDates)
  const unbound = bounds.marks.reduce((rest, mark) => cut(rest, mark), text)
  const read = (words: string) => readDates(`${unbound.slice(0, start)}${words}${unbound.slice(end)}`)
  // The time in `every friday 17h` is one beside a day; but a second day must not be combined with this one.
  const beside = read(repetition.day.padStart(end - start))
  const without = read(';'.padEnd(end - start))
  const itself = beside.find(part => part.start < end && start < part.end)
  if (!itself || itself.isDoubtful || without.some(part => part.minutesFromNow !== undefined))
    return undefined
  const days = without.filter(part => part.day && !part.isDoubtful)
  if (days.length > (bounds.first ? 0 : 1)) return undefined
  // `daily at 8am and 8pm`
  if (beside.filter(isTime).length > 1) return undefined
  const [day] = days
  // `every day monday to friday`, `fair every year 5-9 dec`
  const begin = day ?? bounds.first
  if (day?.lastDay && rule.freq !== 'DAILY') return undefined
  if (begin?.lastDay && begin.day?.isWeekday) return undefined
  if (!day && dayFollows.test(unbound.slice(end))) return undefined
  const timed =
    [itself, ...days].find(isTime) ??
    beside.findLast(isTime) ??
    [bounds.first, bounds.last].find(date => date && isTime(date))
  const deadline = findFirst(rule, { day: day?.day, starting: bounds.first?.day?.date }, timed?.time, clock)
  if (!deadline) return undefined
  const unread = [{ start, end }, ...days].reduce((rest, mark) => cut(rest, mark), unbound)
  if (repetition.limit.test(unread)) return undefined
  const limited = withEnd(rule, deadline, bounds, begin, clock)
  const recurrence = { start: Math.min(start, itself.start), end: Math.max(end, itself.end) }
  return (
    limited && {
      deadline,
      rule: limited,
      parts: [recurrence, ...days, ...(timed ? [timed] : []), ...bounds.marks],
    }
  )
}

const cut = (text: string, { start, end }: Mark) =>
  `${text.slice(0, start)}${';'.padEnd(end - start)}${text.slice(end)}`

/** Undefined when the recurrence ends before its first occurrence, or twice. */
function withEnd(
  rule: RecurrenceRule,
  deadline: Deadline,
  { last, duration }: Bounds,
  begin: FoundDate | undefined,
  clock: Temporal.ZonedDateTime,
): RecurrenceRule | undefined {
  const first =
    'on' in deadline
      ? Temporal.PlainDate.from(deadline.on)
      : Temporal.Instant.from(deadline.at).toZonedDateTimeISO(clock.timeZoneId).toPlainDate()
  const until = last?.lastDay ?? (last?.day && onOrAfter(first, last.day))
  const ends = [until, begin?.lastDay, duration && first.add(duration).subtract({ days: 1 })]
  const [end, ...others] = ends.filter(date => date !== undefined)
  if (!end) return rule
  if (Temporal.PlainDate.compare(end, first) < 0 || others.some(other => !other.equals(end))) return undefined
  return { ...rule, until: end.toString().replaceAll('-', '') }
}

/** @param days `day` must be the first occurrence, `starting` a day before which none is */
function findFirst(
  rule: RecurrenceRule,
  { day, starting }: { day: Day | undefined; starting: Temporal.PlainDate | undefined },
  time: TimeOfDay | undefined,
  clock: Temporal.ZonedDateTime,
): Deadline | undefined {
  const today = clock.toPlainDate()
  const from = day?.date ?? starting ?? today
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
