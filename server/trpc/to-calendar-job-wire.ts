import { type CalendarJob, toPercent } from '../../schema/calendar-job.ts'
import { toEventId } from '../../schema/event-id.ts'
import type { CalendarJobWire } from '../../schema/wire/calendar-job.ts'
import type { RequestContext } from '../context.ts'
import { toJobUrls, toOptionsWire } from '../operations/calendar-jobs.ts'

export function toCalendarJobWire(ctx: RequestContext, job: CalendarJob): CalendarJobWire {
  return {
    id: job.id,
    state: job.state,
    eventId: toEventId(job),
    attempt: job.attempt,
    progress: { ...job.progress, percent: toPercent(job.progress) },
    written: job.written,
    skipped: job.skipped,
    error: job.error,
    nextAttemptAt: job.nextAttemptAt,
    retryOf: job.retryOf,
    options: toOptionsWire(job.options),
    ...toJobUrls(ctx, job.id),
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
  }
}
