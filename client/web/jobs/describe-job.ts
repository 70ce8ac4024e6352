import { type CalendarJobState, maxAttempts } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { describeFeed } from '../feeds/describe-feed.ts'
import type { List } from '../lists/all-lists.ts'
import { formatCount } from '../locale.ts'

/** Labels for the API's states. */
export const stateWords = {
  PENDING: 'Queued',
  STARTED: 'Creating calendar…',
  RETRY: 'Retrying soon',
  SUCCESS: 'Ready',
  FAILURE: 'Failed',
  REVOKED: 'Cancelled',
} satisfies Record<CalendarJobState, string>

const toTodos = (count: number) => `${formatCount(count)} ${count === 1 ? 'todo' : 'todos'}`

/** `4,200 of 10,000 todos`; empty until the total is known. */
export const describeProgress = ({ progress: { done, total } }: CalendarJob): string =>
  total === null ? '' : `${formatCount(done)} of ${toTodos(total)}`

/** The contents of the file: `42 todos`. */
export const describeWritten = ({ written }: Pick<CalendarJob, 'written'>): string =>
  written === null ? '' : toTodos(written)

/** The reasons for skipped todos: `3 without a deadline`, `2 outside the date range`. */
export function describeSkipped(
  { noDeadline, outOfRange, filtered }: NonNullable<CalendarJob['skipped']>,
  filter: string,
): string[] {
  return [
    noDeadline > 0 ? `${formatCount(noDeadline)} without a deadline` : '',
    outOfRange > 0 ? `${formatCount(outOfRange)} outside the date range` : '',
    filtered > 0 ? `${formatCount(filtered)} ${filter}` : '',
  ].filter(words => words !== '')
}

/** The todos that the options exclude: `completed`, `open or overdue`. */
export function describeFilter({ completed, overdue }: CalendarJob['options']): string {
  const state = { include: '', exclude: 'completed', only: 'open' }[completed]
  return [state, overdue === 'drop' ? 'overdue' : ''].filter(Boolean).join(' or ')
}

/** `Attempt 2 of 5`; empty for the first one. Attempts that workers handed back are not among the five. */
export function describeAttempt({ attempt }: Pick<CalendarJob, 'attempt'>): string {
  if (attempt < 2) return ''
  return attempt > maxAttempts ? `Attempt ${attempt}` : `Attempt ${attempt} of ${maxAttempts}`
}

/** The reason of a failure as a sentence; the server masks those that only its operator understands. */
export const describeFailure = (error: string): string =>
  error === '' || error.startsWith('Unexpected error')
    ? 'Something went wrong on the server. Your todos are safe.'
    : error.replace(/[^.]$/, '$&.')

const usualEntries = '30-minute events starting at the deadline'

/** What was chosen for a file, without what is chosen mostly. */
export const describeChoices = (options: CalendarJob['options'], lists: readonly List[]): string[] =>
  describeFeed({ options, window: null }, lists).filter(words => words !== usualEntries)

/** `0.4 s`, `7 s`, `1 min 5 s`, `2 h 3 min`. */
export function formatDuration(ms: number): string {
  if (ms > 0 && ms < 1000) return `${Math.max(0.1, ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
