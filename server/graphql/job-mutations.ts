import { z } from 'zod'
import { cancelCalendarJob } from '../../core/calendar-jobs/cancel.ts'
import { retryCalendarJob } from '../../core/calendar-jobs/retry.ts'
import { calendarOptions } from '../../schema/calendar-options.ts'
import { idempotencyKey } from '../../schema/idempotency-key.ts'
import { localOwner } from '../../schema/owner.ts'
import { builder } from './builder.ts'
import { calendarJobInput } from './job-input.ts'
import { jobType } from './job-types.ts'
import { parseInput } from './parse-input.ts'

const keyInput = z.object({ idempotencyKey: idempotencyKey.nullish() })

const readKey = (key: string | null | undefined) =>
  parseInput(keyInput, { idempotencyKey: key }).idempotencyKey ?? undefined

const keyArg = builder.args(t => ({
  idempotencyKey: t.string({
    description: 'The same key with the same options gives the same job for 24 hours; with others, CONFLICT.',
  }),
}))

builder.mutationFields(t => ({
  createCalendarJob: t.field({
    type: jobType,
    description: 'Asks for a calendar of the todos. Once this answers, it will be made, whatever happens.',
    args: {
      input: t.arg({ type: calendarJobInput, description: 'What it is to be like; left out: all defaults.' }),
      ...keyArg,
    },
    resolve: (_, { input, idempotencyKey: key }, { createJob }) =>
      createJob({
        ownerId: localOwner,
        options: parseInput(calendarOptions, input ?? {}),
        idempotencyKey: readKey(key),
      }),
  }),
  cancelCalendarJob: t.field({
    type: jobType,
    description: 'Cancels a job at once; CONFLICT when it is over.',
    args: { id: t.arg.id({ description: 'Its UUID.', required: true }) },
    resolve: (_, { id }, { db, jobUpdates }) => cancelCalendarJob(db, jobUpdates, localOwner, id),
  }),
  retryCalendarJob: t.field({
    type: jobType,
    description: 'Makes a new job in place of one that failed or was cancelled; CONFLICT for any other.',
    args: { id: t.arg.id({ description: 'The UUID of the old one.', required: true }), ...keyArg },
    resolve: (_, { id, idempotencyKey: key }, { db, createJob }) =>
      retryCalendarJob(db, createJob, localOwner, id, readKey(key)),
  }),
}))
