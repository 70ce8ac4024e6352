import type { CalendarJobAttempt } from '../../schema/calendar-job-attempt.ts'
import { builder } from './builder.ts'
import { jobType } from './job-types.ts'

const attemptType = builder.objectRef<CalendarJobAttempt>('CalendarJobAttempt').implement({
  description: "One worker's try at a job.",
  fields: t => ({
    attempt: t.exposeInt('attempt', { description: 'Its number, from 1.' }),
    worker: t.exposeString('worker', { description: 'Who took the job.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it took it.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      description: 'When it was done with it; null while it is not.',
      nullable: true,
    }),
    error: t.exposeString('error', { description: 'Why it came to nothing, if it did.', nullable: true }),
  }),
})

builder.objectField(jobType, 'attempts', t =>
  t.field({
    type: [attemptType],
    description: 'What each worker that took it came to.',
    resolve: ({ id }, _, { findAttempts }) => findAttempts(id),
  }),
)
