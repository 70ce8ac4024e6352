import { tracked } from '@trpc/server'
import { z } from 'zod'
import { getCalendarJob, getCalendarJobs } from '../../core/calendar-jobs/find.ts'
import { watchCalendarJobs } from '../../core/live/watch-calendar-jobs.ts'
import { isTerminal } from '../../schema/calendar-job.ts'
import { readVersion, toEventId } from '../../schema/event-id.ts'
import { localOwner } from '../../schema/owner.ts'
import { watchedJobIds } from '../operations/list-inputs.ts'
import { procedure } from './procedure.ts'
import { toCalendarJobWire } from './to-calendar-job-wire.ts'

/** tRPC leaves the signal out only for callers within the process, which nothing can disconnect. */
const orNever = (signal: AbortSignal | undefined) => signal ?? new AbortController().signal

export const subscriptions = {
  /** A job as it changes, until it is over. `after` is the last `eventId` that was seen; the client's library sends `lastEventId` when it reconnects. */
  calendarJobStatus: procedure
    .input(
      z.strictObject({ id: z.string(), after: z.string().optional(), lastEventId: z.string().optional() }),
    )
    .subscription(async function* ({
      ctx: { db, jobUpdates, baseUrl },
      input: { id, after, lastEventId },
      signal,
    }) {
      const job = await getCalendarJob(db, localOwner, id)
      const lastSeen = readVersion(lastEventId ?? after, job)
      if (isTerminal(job.state) && lastSeen === job.version) return
      for await (const update of watchCalendarJobs(
        jobUpdates,
        new Map([[job.id, lastSeen]]),
        orNever(signal),
      )) {
        yield tracked(toEventId(update), toCalendarJobWire(update, baseUrl))
      }
    }),

  /** Several jobs, such as those on a page: their current snapshots, then changes, until all of them are over. */
  calendarJobsStatus: procedure
    .input(z.strictObject({ ids: watchedJobIds.min(1) }))
    .subscription(async function* ({ ctx: { db, jobUpdates, baseUrl }, input: { ids }, signal }) {
      const jobs = await getCalendarJobs(db, localOwner, ids)
      const fromTheStart = new Map(jobs.map(({ id }) => [id, 0]))
      for await (const update of watchCalendarJobs(jobUpdates, fromTheStart, orNever(signal))) {
        yield toCalendarJobWire(update, baseUrl)
      }
    }),
}
