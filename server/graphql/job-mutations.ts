import { calendarOptions } from '../../schema/calendar-options.ts'
import { cancelCalendarJob, createCalendarJob, retryCalendarJob } from '../operations/calendar-jobs.ts'
import { builder } from './builder.ts'
import { readKey } from './idempotency-key.ts'
import { calendarJobInput } from './job-input.ts'
import { jobId, jobType } from './job-types.ts'
import { parseInput, withoutNulls } from './parse-input.ts'

const keyArg = builder.args(t => ({
  idempotencyKey: t.string({
    description:
      'The same key with the same options returns the same job for 24 hours; with other options, CONFLICT.',
  }),
}))

builder.mutationFields(t => ({
  createCalendarJob: t.field({
    type: jobType,
    description:
      'Creates a job that generates a calendar file from the todos. Once it is accepted, it is run even if servers or workers fail. CONFLICT when too many jobs wait.',
    args: {
      input: t.arg({
        type: calendarJobInput,
        description: 'The options of the calendar. Default: all defaults.',
      }),
      ...keyArg,
    },
    resolve: (_, { input, idempotencyKey: key }, context) =>
      createCalendarJob(context, parseInput(calendarOptions, withoutNulls(input ?? {})), readKey(key)),
  }),
  cancelCalendarJob: t.field({
    type: jobType,
    description: 'Cancels a job immediately; CONFLICT when it is finished.',
    args: jobId,
    resolve: (_, { id }, context) => cancelCalendarJob(context, id),
  }),
  retryCalendarJob: t.field({
    type: jobType,
    description: 'Creates a new job in place of one that failed or was cancelled; CONFLICT for any other.',
    args: { ...jobId, ...keyArg },
    resolve: (_, { id, idempotencyKey: key }, context) => retryCalendarJob(context, id, readKey(key)),
  }),
}))
