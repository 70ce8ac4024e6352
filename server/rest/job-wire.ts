import { z } from '@hono/zod-openapi'
import { type CalendarJob, type CalendarJobState, calendarJobStates } from '../../schema/calendar-job.ts'
import { calendarOptionsWire } from '../../schema/wire/calendar-options.ts'
import { toJobUrls } from '../operations/job-urls.ts'
import { toOptionsWire } from '../operations/to-options-wire.ts'
import { toNaive, toNaiveOrNull } from './naive-time.ts'

/** The original's words: a job is PENDING until it is over, so that a loop `while PENDING` works. */
const toTaskStatus = (state: CalendarJobState) =>
  state === 'STARTED' || state === 'RETRY' ? 'PENDING' : state

export const acceptedWire = z.object({ task_id: z.uuid(), task_url: z.url() }).openapi('AcceptedTask')

export const jobWire = z
  .object({
    task_id: z.uuid(),
    task_status: z.enum(['PENDING', 'SUCCESS', 'FAILURE', 'REVOKED']),
    result_url: z.url(),
    state: z.enum(calendarJobStates),
    progress: z.object({ done: z.int(), total: z.int().nullable() }),
    attempt: z.int(),
    written: z.int().nullable(),
    skipped: z.object({ no_deadline: z.int(), out_of_range: z.int(), filtered: z.int() }).nullable(),
    error: z.string().nullable(),
    retry_of: z.uuid().nullable(),
    options: calendarOptionsWire,
    created_at: z.string(),
    started_at: z.string().nullable(),
    finished_at: z.string().nullable(),
  })
  .openapi('Task')

export const toAcceptedWire = ({ id }: CalendarJob, baseUrl: string): z.output<typeof acceptedWire> => ({
  task_id: id,
  task_url: toJobUrls(baseUrl, id).statusUrl,
})

export const toJobWire = (job: CalendarJob, baseUrl: string): z.output<typeof jobWire> => ({
  task_id: job.id,
  task_status: toTaskStatus(job.state),
  result_url: toJobUrls(baseUrl, job.id).resultUrl,
  state: job.state,
  progress: job.progress,
  attempt: job.attempt,
  written: job.written,
  skipped: job.skipped && {
    no_deadline: job.skipped.noDeadline,
    out_of_range: job.skipped.outOfRange,
    filtered: job.skipped.filtered,
  },
  error: job.error,
  retry_of: job.retryOf,
  options: toOptionsWire(job.options),
  created_at: toNaive(job.createdAt),
  started_at: toNaiveOrNull(job.startedAt),
  finished_at: toNaiveOrNull(job.finishedAt),
})
