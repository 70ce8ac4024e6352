import type { CalendarJob, Progress } from '../../schema/calendar-job.ts'
import { toEventId } from '../../schema/event-id.ts'
import type { CalendarJobWire } from '../../schema/wire/calendar-job.ts'

/** The file and the status are resources of the REST door. */
export function toCalendarJobWire(job: CalendarJob, baseUrl: string): CalendarJobWire {
  const url = `${baseUrl}/api/v1/todos/ical/${job.id}`
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
    resultUrl: `${url}/result`,
    statusUrl: `${url}/status`,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
  }
}

function toPercent({ done, total }: Progress): number | null {
  if (total === null) return null
  return total === 0 ? 100 : Math.round((done / total) * 1000) / 10
}
