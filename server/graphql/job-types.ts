import {
  type CalendarJob,
  type CalendarJobState,
  type Progress,
  type Skipped,
  toPercent,
} from '../../schema/calendar-job.ts'
import { toEventId } from '../../schema/event-id.ts'
import { toJobUrls } from '../operations/job-urls.ts'
import { builder } from './builder.ts'

export const jobState = builder.enumType('CalendarJobState', {
  description: 'Where a calendar job is. SUCCESS, FAILURE and REVOKED are for ever.',
  values: {
    PENDING: { description: 'Accepted; a worker will take it.' },
    STARTED: { description: 'A worker makes the calendar.' },
    RETRY: { description: 'An attempt came to nothing; another one follows.' },
    SUCCESS: { description: 'The calendar is made.' },
    FAILURE: { description: 'There will be no calendar; `error` says why.' },
    REVOKED: { description: 'Cancelled.' },
  } as const satisfies Record<CalendarJobState, { description: string }>,
})

const progressType = builder.objectRef<Progress>('Progress').implement({
  description: 'How far a job is, in todos.',
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
  description: 'Why todos are not in the calendar, in numbers of todos.',
  fields: t => ({
    noDeadline: t.exposeInt('noDeadline', { description: 'They have no deadline.' }),
    outOfRange: t.exposeInt('outOfRange', { description: 'Their deadline is not between `from` and `to`.' }),
    filtered: t.exposeInt('filtered', { description: '`completed` or `overdue` leaves them out.' }),
  }),
})

export const jobType = builder.objectRef<CalendarJob>('CalendarJob').implement({
  description: 'The making of a calendar of the todos.',
  fields: t => ({
    id: t.exposeID('id', { description: 'A UUID, the same at every door.' }),
    state: t.expose('state', { type: jobState, description: 'Where it is.' }),
    eventId: t.string({
      description: 'Names this state of the job: what `after` of calendarJobStatus and Last-Event-ID take.',
      resolve: toEventId,
    }),
    attempt: t.exposeInt('attempt', { description: 'How many times a worker has taken it.' }),
    progress: t.expose('progress', { type: progressType, description: 'How far it is.' }),
    written: t.exposeInt('written', {
      description: 'Todos in the calendar, once it is made.',
      nullable: true,
    }),
    skipped: t.expose('skipped', {
      type: skippedType,
      description: 'Todos that are not in the calendar, once it is made.',
      nullable: true,
    }),
    error: t.exposeString('error', { description: 'What went wrong last.', nullable: true }),
    retryOf: t.exposeID('retryOf', { description: 'The job that it was made in place of.', nullable: true }),
    resultUrl: t.string({
      description: 'Where the calendar is, once it is made.',
      resolve: ({ id }, _, { baseUrl }) => toJobUrls(baseUrl, id).resultUrl,
    }),
    statusUrl: t.string({
      description: 'Where the REST door says how far it is.',
      resolve: ({ id }, _, { baseUrl }) => toJobUrls(baseUrl, id).statusUrl,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was accepted.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      description: 'When a worker first took it.',
      nullable: true,
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      description: 'When it reached a state that is for ever.',
      nullable: true,
    }),
  }),
})

export const jobConnection = builder.connectionObject(
  { type: jobType, name: 'CalendarJobConnection', description: 'A page of calendar jobs.' },
  { name: 'CalendarJobEdge', description: 'A calendar job in a list.' },
)
