import type { CalendarJob } from '../../create-client.ts'
import { describeFeed } from '../feeds/describe-feed.ts'
import type { List } from '../lists/all-lists.ts'
import { formatCount, locale } from '../locale.ts'
import { t as contents } from '../messages/contents.ts'
import { t } from '../messages/jobs.ts'
import { translateServerMessage } from '../messages/server-messages.ts'

/** `4,200 of 10,000 todos`; empty until the total is known. */
export const describeProgress = ({ progress: { done, total } }: CalendarJob): string =>
  total === null ? '' : t.progressOf(done, total)

/** The contents of the file: `42 todos`. */
export const describeWritten = ({ written }: Pick<CalendarJob, 'written'>): string =>
  written === null ? '' : t.todos(written)

/** The reasons for skipped todos: `3 without a deadline`, `2 outside the date range`. */
export function describeSkipped(
  { noDeadline, outOfRange, filtered }: NonNullable<CalendarJob['skipped']>,
  filter: string,
): string[] {
  return [
    noDeadline > 0 ? t.withoutDeadline(noDeadline) : '',
    outOfRange > 0 ? t.outOfRange(outOfRange) : '',
    filtered > 0 ? `${formatCount(filtered)} ${filter}` : '',
  ].filter(words => words !== '')
}

/** The todos that the options exclude: `completed`, `open or overdue`. */
export function describeFilter({ completed, overdue }: CalendarJob['options']): string {
  return [t.excluded[completed], overdue === 'drop' ? t.overdue : ''].filter(Boolean).join(t.or)
}

/** `Attempt 2 of 5`; empty for the first one. Attempts that workers handed back are not among the five. */
export function describeAttempt({ attempt }: Pick<CalendarJob, 'attempt'>): string {
  return attempt < 2 ? '' : t.attempt(attempt)
}

/** The reason of a failure as a sentence; the server masks those that only its operator understands. */
export const describeFailure = (error: string): string =>
  error === '' || error.startsWith('Unexpected error')
    ? t.failed
    : translateServerMessage(error).replace(/[^.]$/, '$&.')

/** What was chosen for a file, without what is chosen mostly. */
export function describeChoices(options: CalendarJob['options'], lists: readonly List[]): string[] {
  const usual = contents.timed(contents.lengths.minute(30), contents.components.vevent, 'start')
  return describeFeed({ options, window: null }, lists).filter(words => words !== usual)
}

const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** `0.4 s`, `7 s`, `1 min 5 s`, `2 h 3 min`. */
export function formatDuration(ms: number): string {
  if (ms > 0 && ms < 1000) return `${tenths.format(Math.max(0.1, ms / 1000))} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
