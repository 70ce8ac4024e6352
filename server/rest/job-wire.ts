import { z } from '@hono/zod-openapi'
import {
  type CalendarJob,
  type CalendarJobState,
  calendarJobStates,
  type Skipped,
} from '../../schema/calendar-job.ts'
import type { CalendarJobAttempt } from '../../schema/calendar-job-attempt.ts'
import { calendarOptionsWire } from '../../schema/wire/calendar-options.ts'
import type { RequestContext } from '../context.ts'
import { toJobUrls, toOptionsWire } from '../operations/calendar-jobs.ts'
import { naiveTime, toNaive, toNaiveOrNull } from './naive-time.ts'

/** The contract's states: a job is PENDING until it is finished, so that a loop `while PENDING` works. */
const toTaskStatus = (state: CalendarJobState) =>
  state === 'STARTED' || state === 'RETRY' ? 'PENDING' : state

export const acceptedWire = z.object({ task_id: z.uuid(), task_url: z.url() }).openapi('AcceptedTask')

const count = z.int().min(0)

export const skippedWire = z.object({ no_deadline: count, out_of_range: count, filtered: count })

export const toSkippedWire = (skipped: Skipped): z.output<typeof skippedWire> => ({
  no_deadline: skipped.noDeadline,
  out_of_range: skipped.outOfRange,
  filtered: skipped.filtered,
})

export const jobWire = z
  .object({
    task_id: z.uuid(),
    task_status: z.enum(['PENDING', 'SUCCESS', 'FAILURE', 'REVOKED']),
    result_url: z.url(),
    state: z.enum(calendarJobStates),
    progress: z.object({ done: z.int(), total: z.int().nullable() }),
    attempt: z.int(),
    written: z.int().nullable(),
    skipped: skippedWire.nullable(),
    error: z.string().nullable(),
    next_attempt_at: naiveTime.nullable(),
    retry_of: z.uuid().nullable(),
    options: calendarOptionsWire,
    created_at: naiveTime,
    started_at: naiveTime.nullable(),
    finished_at: naiveTime.nullable(),
  })
  .openapi('Task')

export const toAcceptedWire = (ctx: RequestContext, { id }: CalendarJob): z.output<typeof acceptedWire> => ({
  task_id: id,
  task_url: toJobUrls(ctx, id).statusUrl,
})

export const toJobWire = (ctx: RequestContext, job: CalendarJob): z.output<typeof jobWire> => ({
  task_id: job.id,
  task_status: toTaskStatus(job.state),
  result_url: toJobUrls(ctx, job.id).resultUrl,
  state: job.state,
  progress: job.progress,
  attempt: job.attempt,
  written: job.written,
  skipped: job.skipped && toSkippedWire(job.skipped),
  error: job.error,
  next_attempt_at: toNaiveOrNull(job.nextAttemptAt),
  retry_of: job.retryOf,
  options: toOptionsWire(job.options),
  created_at: toNaive(job.createdAt),
  started_at: toNaiveOrNull(job.startedAt),
  finished_at: toNaiveOrNull(job.finishedAt),
})

export const attemptWire = z
  .object({
    attempt: z.int(),
    worker: z.string(),
    started_at: naiveTime,
    ended_at: naiveTime.nullable(),
    error: z.string().nullable(),
  })
  .openapi('Attempt')

export const toAttemptWire = (attempt: CalendarJobAttempt): z.output<typeof attemptWire> => ({
  attempt: attempt.attempt,
  worker: attempt.worker,
  started_at: toNaive(attempt.startedAt),
  ended_at: toNaiveOrNull(attempt.endedAt),
  error: attempt.error,
})
