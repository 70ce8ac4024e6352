import { getCalendarJob, listCalendarJobs } from '../../core/calendar-jobs/find.ts'
import { localOwner } from '../../schema/owner.ts'
import { toJobCursor } from '../operations/cursor.ts'
import { jobListInput } from '../operations/list-inputs.ts'
import { builder } from './builder.ts'
import { pageArgs, takeConnectionPage, toConnection } from './connection.ts'
import { jobConnection, jobState, jobType } from './job-types.ts'
import { parseInput, withoutNulls } from './parse-input.ts'

builder.queryFields(t => ({
  calendarJobs: t.field({
    type: jobConnection,
    description: 'The calendar jobs, newest first, a page at a time.',
    args: { ...pageArgs, state: t.arg({ type: jobState, description: 'Only those in this state.' }) },
    async resolve(_, args, context) {
      const { state, first, after } = parseInput(jobListInput, withoutNulls(args))
      const page = await takeConnectionPage(
        context,
        { first },
        limit => listCalendarJobs(context.db, localOwner, { state, limit, before: after }),
        toJobCursor,
      )
      return toConnection(page, { after }, toJobCursor)
    },
  }),
  calendarJob: t.field({
    type: jobType,
    description: 'A calendar job; NOT_FOUND when there is none with this id.',
    nullable: true,
    args: { id: t.arg.id({ description: 'Its UUID.', required: true }) },
    resolve: (_, { id }, { db }) => getCalendarJob(db, localOwner, id),
  }),
}))
