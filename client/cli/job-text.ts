import { toPrintable } from '../../schema/to-printable.ts'
import type { CalendarJob, CalendarJobAttempt } from '../create-client.ts'
import { toFacts } from './text-layout.ts'

export function toJobLine({ id, state, progress, createdAt, error }: CalendarJob): string {
  const line = `${id}  ${state.padEnd(7)}  ${toSeconds(createdAt)}  ${toCount(progress)}`
  return error === null ? line : `${line}  ${toPrintable(error)}`
}

export function toJobDetails(job: CalendarJob, attempts: readonly CalendarJobAttempt[]): string {
  const { progress, written, options } = job
  return toFacts({
    Job: job.id,
    State: job.state,
    'Retry of': job.retryOf,
    Created: job.createdAt,
    Started: job.startedAt,
    Finished: job.finishedAt,
    Progress: toCount(progress) + (progress.percent === null ? '' : ` (${Math.floor(progress.percent)}%)`),
    Written: written === null ? null : describeCount(written) + toRest(job),
    Error: job.error && toPrintable(job.error),
    Calendar: job.state === 'SUCCESS' ? job.resultUrl : null,
    Options: Object.entries(options)
      .map(([name, value]) => `${name}: ${toPrintable(String(value))}`)
      .join('\n'),
    Attempts: attempts.length === 0 ? 'none' : attempts.map(toAttemptLine).join('\n'),
  })
}

function toAttemptLine({ attempt, worker, startedAt, endedAt, error }: CalendarJobAttempt): string {
  const span = `${toSeconds(startedAt)} to ${endedAt === null ? 'now' : toSeconds(endedAt)}`
  const line = `${attempt}  ${span}  ${toPrintable(worker)}`
  return error === null ? line : `${line}  ${toPrintable(error)}`
}

export const describeCount = (todos: number): string => `${todos} ${todos === 1 ? 'todo' : 'todos'}`

/** Why todos were left out of the calendar; empty if none were. */
export function toRest({ skipped }: Pick<CalendarJob, 'skipped'>): string {
  const reasons = [
    [skipped?.noDeadline, 'without a deadline'],
    [skipped?.outOfRange, 'out of range'],
    [skipped?.filtered, 'filtered out'],
  ].flatMap(([count, reason]) => (count ? [`${count} ${reason}`] : []))
  return reasons.length > 0 ? `; left out: ${reasons.join(', ')}` : ''
}

const toSeconds = (instant: string) => `${instant.slice(0, 19)}Z`
const toCount = ({ done, total }: CalendarJob['progress']) => `${done}/${total ?? '?'}`
