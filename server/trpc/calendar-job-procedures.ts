import { z } from 'zod'
import { getAttempts } from '../../core/calendar-jobs/attempts.ts'
import { cancelCalendarJob } from '../../core/calendar-jobs/cancel.ts'
import { countCalendarJobs } from '../../core/calendar-jobs/count.ts'
import { getCalendarJob, listCalendarJobs } from '../../core/calendar-jobs/find.ts'
import { retryCalendarJob } from '../../core/calendar-jobs/retry.ts'
import { calendarJobStates } from '../../schema/calendar-job.ts'
import { calendarOptions } from '../../schema/calendar-options.ts'
import { idempotencyKey } from '../../schema/idempotency-key.ts'
import { localOwner } from '../../schema/owner.ts'
import { calendarJobWire } from '../../schema/wire/calendar-job.ts'
import { calendarJobAttemptWire } from '../../schema/wire/calendar-job-attempt.ts'
import { calendarJobCountsWire } from '../../schema/wire/calendar-job-counts.ts'
import { first, maxPageSize, pageOf, toPage } from './page.ts'
import { procedure } from './procedure.ts'
import { toCalendarJobWire } from './to-calendar-job-wire.ts'

/** A malformed id belongs to no job: NOT_FOUND rather than BAD_REQUEST, as at every door. */
const byId = z.strictObject({ id: z.string() })

const calendarJobsInput = z
  .strictObject({
    state: z.enum(calendarJobStates, `must be one of ${calendarJobStates.join(', ')}`).optional(),
    first: first.default(maxPageSize),
    after: z.uuid('is not a cursor of this list').optional(),
  })
  .prefault({})

const createCalendarJobInput = z
  .strictObject({
    options: calendarOptions.prefault({}),
    idempotencyKey: idempotencyKey.optional(),
  })
  .prefault({})

export const calendarJobProcedures = {
  calendarJobs: procedure
    .input(calendarJobsInput)
    .output(pageOf(calendarJobWire))
    .query(async ({ ctx: { db, baseUrl }, input: { state, first: size, after } }) => {
      const jobs = await listCalendarJobs(db, localOwner, { state, limit: size + 1, before: after })
      return toPage(
        jobs,
        size,
        job => toCalendarJobWire(job, baseUrl),
        ({ id }) => id,
      )
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
    .mutation(async ({ ctx: { accept, baseUrl }, input }) =>
      toCalendarJobWire(await accept({ ownerId: localOwner, ...input }), baseUrl),
    ),

  cancelCalendarJob: procedure
    .input(byId)
    .output(calendarJobWire)
    .mutation(async ({ ctx: { db, feed, baseUrl }, input: { id } }) =>
      toCalendarJobWire(await cancelCalendarJob(db, feed, localOwner, id), baseUrl),
    ),

  retryCalendarJob: procedure
    .input(byId.extend({ idempotencyKey: idempotencyKey.optional() }))
    .output(calendarJobWire)
    .mutation(async ({ ctx: { db, accept, baseUrl }, input: { id, idempotencyKey: key } }) =>
      toCalendarJobWire(await retryCalendarJob(db, accept, localOwner, id, key), baseUrl),
    ),
}
