import {
  type CalendarJob,
  type CalendarJobState,
  type Progress,
  type Skipped,
  toPercent,
} from '../../schema/calendar-job.ts'
import type { CalendarJobAttempt } from '../../schema/calendar-job-attempt.ts'
import { toEventId } from '../../schema/event-id.ts'
import { toJobUrls } from '../operations/calendar-jobs.ts'
import { builder } from './builder.ts'

export const jobState = builder.enumType('CalendarJobState', {
  description: 'The state of a calendar job. SUCCESS, FAILURE and REVOKED are final.',
  values: {
    PENDING: { description: 'Accepted, waiting for a worker.' },
    STARTED: { description: 'A worker is generating the calendar.' },
    RETRY: { description: 'An attempt failed; another one follows.' },
    SUCCESS: { description: 'The calendar is ready.' },
    FAILURE: { description: 'All attempts failed; `error` says why.' },
    REVOKED: { description: 'Cancelled.' },
  } as const satisfies Record<CalendarJobState, { description: string }>,
})

const progressType = builder.objectRef<Progress>('Progress').implement({
  description: 'The progress of a job, in todos.',
  fields: t => ({
    done: t.exposeInt('done', { description: 'Todos read so far.' }),
    total: t.exposeInt('total', { description: 'Todos to read; null until it is known.', nullable: true }),
    percent: t.float({
      description: '100 × done / total, to one decimal; null until the total is known.',
      nullable: true,
      resolve: toPercent,
    }),
  }),
})

export const skippedType = builder.objectRef<Skipped>('Skipped').implement({
  description:
    'The numbers of todos in the scope that are not in a calendar, by the first reason that applies.',
  fields: t => ({
    noDeadline: t.exposeInt('noDeadline', { description: 'Todos without a deadline.' }),
    outOfRange: t.exposeInt('outOfRange', {
      description: 'Todos with a deadline that is not between `from` and `to`.',
    }),
    filtered: t.exposeInt('filtered', { description: 'Todos excluded by `completed` or `overdue`.' }),
  }),
})

const attemptType = builder.objectRef<CalendarJobAttempt>('CalendarJobAttempt').implement({
  description: 'An attempt of a worker to run a job.',
  fields: t => ({
    attempt: t.exposeInt('attempt', { description: 'The number of the attempt, starting at 1.' }),
    worker: t.exposeString('worker', { description: 'The name of the worker.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When the worker took the job.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      description: 'When the attempt ended; null while it is running.',
      nullable: true,
    }),
    error: t.exposeString('error', { description: 'The error, if the attempt failed.', nullable: true }),
  }),
})

export const jobType = builder.objectRef<CalendarJob>('CalendarJob').implement({
  description: 'A job that generates a calendar file from the todos.',
  fields: t => ({
    id: t.exposeID('id', { description: 'A UUID, the same in every API.' }),
    state: t.expose('state', { type: jobState, description: 'The state of the job.' }),
    eventId: t.string({
      description:
        'Identifies this version of the job, for `after` of calendarJobStatus and for the Last-Event-ID header.',
      resolve: toEventId,
    }),
    attempt: t.exposeInt('attempt', { description: 'How many times a worker has taken the job.' }),
    progress: t.expose('progress', { type: progressType, description: 'The progress of the job.' }),
    written: t.exposeInt('written', {
      description: 'The number of todos in the calendar; null until it is ready.',
      nullable: true,
    }),
    skipped: t.expose('skipped', {
      type: skippedType,
      description: 'The numbers of todos that are not in the calendar; null until it is ready.',
      nullable: true,
    }),
    error: t.exposeString('error', { description: 'The most recent error.', nullable: true }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      description: 'When the job is tried again, while it is in RETRY.',
      nullable: true,
    }),
    retryOf: t.exposeID('retryOf', { description: 'The job that this one replaces.', nullable: true }),
    attempts: t.field({
      type: [attemptType],
      description: 'The attempts of workers to run the job, oldest first.',
      resolve: ({ id }, _, { findAttempts }) => findAttempts(id),
    }),
    resultUrl: t.string({
      description: 'The URL of the calendar file, once it is ready.',
      resolve: ({ id }, _, context) => toJobUrls(context, id).resultUrl,
    }),
    statusUrl: t.string({
      description: 'The URL of the job in the REST API.',
      resolve: ({ id }, _, context) => toJobUrls(context, id).statusUrl,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the job was accepted.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      description: 'When a worker first took the job.',
      nullable: true,
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      description: 'When the job reached a final state.',
      nullable: true,
    }),
  }),
})

export const jobId = builder.args(t => ({
  id: t.id({ description: 'The UUID of the job.', required: true }),
}))

export const jobConnection = builder.connectionObject(
  { type: jobType, name: 'CalendarJobConnection', description: 'A page of calendar jobs.' },
  { name: 'CalendarJobEdge', description: 'A calendar job in a list.' },
)
