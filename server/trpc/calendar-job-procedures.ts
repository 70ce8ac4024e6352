import { z } from 'zod'
import { getAttempts } from '../../core/calendar-jobs/attempts.ts'
import { cancelCalendarJob } from '../../core/calendar-jobs/cancel.ts'
import { countCalendarJobs } from '../../core/calendar-jobs/count.ts'
import { getCalendarJob, listCalendarJobs } from '../../core/calendar-jobs/find.ts'
import { retryCalendarJob } from '../../core/calendar-jobs/retry.ts'
import { calendarOptions } from '../../schema/calendar-options.ts'
import { idempotencyKey } from '../../schema/idempotency-key.ts'
import { localOwner } from '../../schema/owner.ts'
import { calendarJobWire } from '../../schema/wire/calendar-job.ts'
import { calendarJobAttemptWire } from '../../schema/wire/calendar-job-attempt.ts'
import { calendarJobCountsWire } from '../../schema/wire/calendar-job-counts.ts'
import { toJobCursor } from '../operations/cursor.ts'
import { jobListInput } from '../operations/list-inputs.ts'
import { takePage } from '../operations/paging.ts'
import { pageOf, toPageWire } from './page.ts'
import { procedure } from './procedure.ts'
import { toCalendarJobWire } from './to-calendar-job-wire.ts'

/** A malformed id belongs to no job: NOT_FOUND rather than BAD_REQUEST, as at every door. */
const byId = z.strictObject({ id: z.string() })

/** `options` is the earlier name of `input`. */
const createCalendarJobInput = z
  .strictObject({
    input: calendarOptions.optional(),
    options: calendarOptions.optional(),
    idempotencyKey: idempotencyKey.optional(),
  })
  .refine(({ input, options }) => !input || !options, {
    path: ['options'],
    message: 'is the earlier name of input: give one of them',
  })
  .prefault({})

const defaultOptions = calendarOptions.parse({})

export const calendarJobProcedures = {
  calendarJobs: procedure
    .input(jobListInput.prefault({}))
    .output(pageOf(calendarJobWire))
    .query(async ({ ctx: { db, baseUrl }, input: { state, first, after } }) => {
      const page = await takePage(
        first,
        limit => listCalendarJobs(db, localOwner, { state, limit, before: after }),
        toJobCursor,
      )
      return toPageWire(page, job => toCalendarJobWire(job, baseUrl))
    }),

  calendarJob: procedure
    .input(byId)
    .output(calendarJobWire)
    .query(async ({ ctx: { db, baseUrl }, input: { id } }) =>
      toCalendarJobWire(await getCalendarJob(db, localOwner, id), baseUrl),
    ),

  /** What each worker that took it came to. */
  calendarJobAttempts: procedure
    .input(byId)
    .output(z.array(calendarJobAttemptWire))
    .query(({ ctx: { db }, input: { id } }) => getAttempts(db, localOwner, id)),

  calendarJobCounts: procedure
    .output(calendarJobCountsWire)
    .query(({ ctx: { db } }) => countCalendarJobs(db, localOwner)),

  createCalendarJob: procedure
    .input(createCalendarJobInput)
    .output(calendarJobWire)
    .mutation(async ({ ctx: { createJob, baseUrl }, input: { input, options, idempotencyKey: key } }) => {
      const wanted = input ?? options ?? defaultOptions
      const job = await createJob({ ownerId: localOwner, options: wanted, idempotencyKey: key })
      return toCalendarJobWire(job, baseUrl)
    }),

  cancelCalendarJob: procedure
    .input(byId)
    .output(calendarJobWire)
    .mutation(async ({ ctx: { db, jobUpdates, baseUrl }, input: { id } }) =>
      toCalendarJobWire(await cancelCalendarJob(db, jobUpdates, localOwner, id), baseUrl),
    ),

  retryCalendarJob: procedure
    .input(byId.extend({ idempotencyKey: idempotencyKey.optional() }))
    .output(calendarJobWire)
    .mutation(async ({ ctx: { db, createJob, baseUrl }, input: { id, idempotencyKey: key } }) =>
      toCalendarJobWire(await retryCalendarJob(db, createJob, localOwner, id, key), baseUrl),
    ),
}
