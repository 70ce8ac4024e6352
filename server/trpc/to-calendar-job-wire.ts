import { type CalendarJob, toPercent } from '../../schema/calendar-job.ts'
import { toEventId } from '../../schema/event-id.ts'
import type { CalendarJobWire } from '../../schema/wire/calendar-job.ts'
import { toJobUrls } from '../operations/job-urls.ts'
import { toOptionsWire } from '../operations/to-options-wire.ts'

export function toCalendarJobWire(job: CalendarJob, baseUrl: string): CalendarJobWire {
  return {
    id: job.id,
    state: job.state,
    eventId: toEventId(job),
    attempt: job.attempt,
    progress: { ...job.progress, percent: toPercent(job.progress) },
    written: job.written,
    skipped: job.skipped,
    error: job.error,
    retryOf: job.retryOf,
    options: toOptionsWire(job.options),
    ...toJobUrls(baseUrl, job.id),
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
  }
}
