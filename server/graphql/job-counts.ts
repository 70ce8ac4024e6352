import { countCalendarJobs } from '../../core/calendar-jobs/count.ts'
import type { CalendarJobCounts } from '../../schema/calendar-job-counts.ts'
import { localOwner } from '../../schema/owner.ts'
import { builder } from './builder.ts'

const countsType = builder.objectRef<CalendarJobCounts>('CalendarJobCounts').implement({
  description: 'How many calendar jobs there are, in each state.',
  fields: t => ({
    total: t.exposeInt('total', { description: 'All of them.' }),
    pending: t.exposeInt('pending', { description: 'Those in PENDING.' }),
    started: t.exposeInt('started', { description: 'Those in STARTED.' }),
    retry: t.exposeInt('retry', { description: 'Those in RETRY.' }),
    success: t.exposeInt('success', { description: 'Those in SUCCESS.' }),
    failure: t.exposeInt('failure', { description: 'Those in FAILURE.' }),
    revoked: t.exposeInt('revoked', { description: 'Those in REVOKED.' }),
  }),
})

builder.queryField('calendarJobCounts', t =>
  t.field({
    type: countsType,
    description: 'How many calendar jobs there are, in each state.',
    resolve: (_, _args, { db }) => countCalendarJobs(db, localOwner),
  }),
)
