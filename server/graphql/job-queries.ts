import type { CalendarJobCounts } from '../../schema/calendar-job-counts.ts'
import { countCalendarJobs, getCalendarJob, listCalendarJobs } from '../operations/calendar-jobs.ts'
import { jobListInput } from '../operations/list-inputs.ts'
import { builder } from './builder.ts'
import { limitPages, pageArgs, toConnection } from './connection.ts'
import { jobConnection, jobId, jobState, jobType } from './job-types.ts'
import { parseInput, withoutNulls } from './parse-input.ts'

const countsType = builder.objectRef<CalendarJobCounts>('CalendarJobCounts').implement({
  description: 'The number of calendar jobs in each state.',
  fields: t => ({
    total: t.exposeInt('total', { description: 'Jobs in any state.' }),
    pending: t.exposeInt('pending', { description: 'Jobs in PENDING.' }),
    started: t.exposeInt('started', { description: 'Jobs in STARTED.' }),
    retry: t.exposeInt('retry', { description: 'Jobs in RETRY.' }),
    success: t.exposeInt('success', { description: 'Jobs in SUCCESS.' }),
    failure: t.exposeInt('failure', { description: 'Jobs in FAILURE.' }),
    revoked: t.exposeInt('revoked', { description: 'Jobs in REVOKED.' }),
  }),
})

builder.queryFields(t => ({
  calendarJobs: t.field({
    type: jobConnection,
    description: 'A page of the calendar jobs, newest first.',
    args: { ...pageArgs, state: t.arg({ type: jobState, description: 'Only jobs in this state.' }) },
    async resolve(_, args, context) {
      const input = parseInput(jobListInput, withoutNulls(args))
      limitPages(context, input)
      return toConnection(await listCalendarJobs(context, input), input)
    },
  }),
  calendarJob: t.field({
    type: jobType,
    description: 'A calendar job; NOT_FOUND when there is none with this id.',
    nullable: true,
    args: jobId,
    resolve: (_, { id }, context) => getCalendarJob(context, id),
  }),
  calendarJobCounts: t.field({
    type: countsType,
    description: 'The number of calendar jobs in each state.',
    resolve: (_, _args, context) => countCalendarJobs(context),
  }),
}))
