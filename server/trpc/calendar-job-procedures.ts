import { z } from 'zod'
import { calendarOptions } from '../../schema/calendar-options.ts'
import { calendarPreviewInput } from '../../schema/calendar-preview.ts'
import { idempotencyKey } from '../../schema/idempotency-key.ts'
import { calendarJobWire } from '../../schema/wire/calendar-job.ts'
import { calendarJobAttemptWire } from '../../schema/wire/calendar-job-attempt.ts'
import { calendarJobCountsWire } from '../../schema/wire/calendar-job-counts.ts'
import { calendarPreviewWire } from '../../schema/wire/calendar-preview.ts'
import {
  cancelCalendarJob,
  countCalendarJobs,
  createCalendarJob,
  getAttempts,
  getCalendarJob,
  listCalendarJobs,
  retryCalendarJob,
} from '../operations/calendar-jobs.ts'
import { previewCalendar } from '../operations/calendar-preview.ts'
import { jobListInput } from '../operations/list-inputs.ts'
import { byId, pageOf, procedure, toPageWire } from './procedure.ts'
import { toCalendarJobWire } from './to-calendar-job-wire.ts'

/** Any string: like the other doors, a malformed id is NOT_FOUND rather than BAD_REQUEST. */
/** `options` is the earlier name of `input`. */
const createCalendarJobInput = z
  .strictObject({
    input: calendarOptions.optional(),
    options: calendarOptions.optional(),
    idempotencyKey: idempotencyKey.optional(),
  })
  .refine(({ input, options }) => !input || !options, {
    path: ['options'],
    message: 'is the earlier name of input: give only one of them',
  })
  .prefault({})

const defaultOptions = calendarOptions.parse({})

export const calendarJobProcedures = {
  calendarJobs: procedure
    .input(jobListInput.prefault({}))
    .output(pageOf(calendarJobWire))
    .query(async ({ ctx, input }) =>
      toPageWire(await listCalendarJobs(ctx, input), job => toCalendarJobWire(ctx, job)),
    ),

  calendarJob: procedure
    .input(byId)
    .output(calendarJobWire)
    .query(async ({ ctx, input: { id } }) => toCalendarJobWire(ctx, await getCalendarJob(ctx, id))),

  /** The attempts of workers to run the job, oldest first. */
  calendarJobAttempts: procedure
    .input(byId)
    .output(z.array(calendarJobAttemptWire))
    .query(({ ctx, input: { id } }) => getAttempts(ctx, id)),

  calendarJobCounts: procedure.output(calendarJobCountsWire).query(({ ctx }) => countCalendarJobs(ctx)),

  /** What a file with these options would contain; with a window, what a feed contains today. */
  calendarPreview: procedure
    .input(calendarPreviewInput.prefault({}))
    .output(calendarPreviewWire)
    .query(({ ctx, input }) => previewCalendar(ctx, input)),

  createCalendarJob: procedure
    .input(createCalendarJobInput)
    .output(calendarJobWire)
    .mutation(async ({ ctx, input: { input, options = defaultOptions, idempotencyKey: key } }) =>
      toCalendarJobWire(ctx, await createCalendarJob(ctx, input ?? options, key)),
    ),

  cancelCalendarJob: procedure
    .input(byId)
    .output(calendarJobWire)
    .mutation(async ({ ctx, input: { id } }) => toCalendarJobWire(ctx, await cancelCalendarJob(ctx, id))),

  retryCalendarJob: procedure
    .input(byId.extend({ idempotencyKey: idempotencyKey.optional() }))
    .output(calendarJobWire)
    .mutation(async ({ ctx, input: { id, idempotencyKey: key } }) =>
      toCalendarJobWire(ctx, await retryCalendarJob(ctx, id, key)),
    ),
}
