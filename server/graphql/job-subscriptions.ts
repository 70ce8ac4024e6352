import { z } from 'zod'
import { watchCalendarJobs } from '../../core/live/watch-jobs.ts'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import { findUnseenJobs } from '../operations/calendar-jobs.ts'
import { maxWatchedJobs, watchedJobIds } from '../operations/list-inputs.ts'
import { builder, type GraphqlContext } from './builder.ts'
import { jobId, jobType } from './job-types.ts'
import { parseInput } from './parse-input.ts'

const idsInput = z.object({ ids: watchedJobIds })

builder.subscriptionFields(t => ({
  calendarJobStatus: t.field({
    type: jobType,
    description:
      'The current state of a job, then each update until it is finished. Progress updates can be skipped, the final one cannot.',
    args: {
      ...jobId,
      after: t.arg.string({
        description:
          'The last `eventId` that the client has seen: only newer updates follow. An `eventId` of another job is ignored.',
      }),
    },
    subscribe: (_, { id, after }, context) => watch(context, [id], after ?? undefined),
    resolve: job => job,
  }),
  calendarJobsStatus: t.field({
    type: jobType,
    description: 'The current states of several jobs, then each update until all of them are finished.',
    args: {
      ids: t.arg.idList({ description: `The UUIDs of at most ${maxWatchedJobs} jobs.`, required: true }),
    },
    subscribe: async (_, args, context) => watch(context, parseInput(idsInput, args).ids),
    resolve: job => job,
  }),
}))

/** @throws AppError unavailable when the server has the maximum number of streams open */
async function watch(
  context: GraphqlContext,
  ids: string[],
  after?: string,
): Promise<AsyncGenerator<CalendarJob>> {
  const unseen = await findUnseenJobs(context, ids, after)
  context.streams.open(context, false)
  return watchCalendarJobs(context.jobUpdates, unseen, context.request.signal)
}
