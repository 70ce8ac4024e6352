import type { YogaInitialContext } from 'graphql-yoga'
import { z } from 'zod'
import { getCalendarJob, getCalendarJobs } from '../../core/calendar-jobs/find.ts'
import { watchCalendarJobs } from '../../core/live/watch-calendar-jobs.ts'
import { type CalendarJob, isTerminal } from '../../schema/calendar-job.ts'
import { readVersion } from '../../schema/event-id.ts'
import { localOwner } from '../../schema/owner.ts'
import { maxWatchedJobs, watchedJobIds } from '../operations/list-inputs.ts'
import { builder, type RequestContext } from './builder.ts'
import { jobType } from './job-types.ts'
import { parseInput } from './parse-input.ts'

const idsInput = z.object({ ids: watchedJobIds })

builder.subscriptionFields(t => ({
  calendarJobStatus: t.field({
    type: jobType,
    description:
      'A job as it changes: what it is now, then each change, until it is over. Steps of its progress may be skipped, its end never.',
    args: {
      id: t.arg.id({ description: 'Its UUID.', required: true }),
      after: t.arg.string({
        description:
          'The last `eventId` that was seen: only what is newer comes. Anything else counts as none.',
      }),
    },
    async subscribe(_, { id, after }, context) {
      const job = await getCalendarJob(context.db, localOwner, id)
      return watch(context, [[job, readVersion(after ?? undefined, job)]])
    },
    resolve: job => job,
  }),
  calendarJobsStatus: t.field({
    type: jobType,
    description: 'Several jobs at once: what they are now, then each change, until all are over.',
    args: { ids: t.arg.idList({ description: `Their UUIDs, at most ${maxWatchedJobs}.`, required: true }) },
    async subscribe(_, args, context) {
      const { ids } = parseInput(idsInput, args)
      const jobs = await getCalendarJobs(context.db, localOwner, ids)
      return watch(
        context,
        jobs.map(job => [job, 0]),
      )
    },
    resolve: job => job,
  }),
}))

/** @throws AppError unavailable when this server keeps as many streams as it may */
function watch(
  { streams, outgoing, jobUpdates, request }: RequestContext & YogaInitialContext,
  seen: [job: CalendarJob, version: number][],
): AsyncGenerator<CalendarJob> {
  streams.open(outgoing, false)
  // Nothing follows the end of a job: who has seen it would wait in vain.
  const going = seen.filter(([{ state, version }, lastSeen]) => !isTerminal(state) || lastSeen < version)
  return watchCalendarJobs(
    jobUpdates,
    new Map(going.map(([{ id }, version]) => [id, version])),
    request.signal,
  )
}
