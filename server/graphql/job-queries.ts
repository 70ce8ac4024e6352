import { z } from 'zod'
import { getCalendarJob, listCalendarJobs } from '../../core/calendar-jobs/find.ts'
import { calendarJobStates } from '../../schema/calendar-job.ts'
import { localOwner } from '../../schema/owner.ts'
import { jobCursor, toCursor } from '../cursor.ts'
import { builder } from './builder.ts'
import { pageArgs, pageFields, toConnection } from './connection.ts'
import { jobConnection, jobState, jobType } from './job-types.ts'
import { parseInput } from './parse-input.ts'

const jobsInput = z.object({ ...pageFields(jobCursor), state: z.enum(calendarJobStates).nullish() })

builder.queryFields(t => ({
  calendarJobs: t.field({
    type: jobConnection,
    description: 'The calendar jobs, newest first, a page at a time.',
    args: { ...pageArgs, state: t.arg({ type: jobState, description: 'Only those in this state.' }) },
    async resolve(_, args, { db }) {
      const { state, first, after } = parseInput(jobsInput, args)
      const filter = { state: state ?? undefined, limit: first + 1, before: after }
      return toConnection(await listCalendarJobs(db, localOwner, filter), { first, after }, ({ id }) =>
        toCursor(id),
      )
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
