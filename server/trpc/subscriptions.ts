import { tracked } from '@trpc/server'
import { z } from 'zod'
import { watchCalendarJobs } from '../../core/live/watch-calendar-jobs.ts'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import { toEventId } from '../../schema/event-id.ts'
import type { RequestContext } from '../context.ts'
import { findUnseenJobs } from '../operations/calendar-jobs.ts'
import { watchedJobIds } from '../operations/list-inputs.ts'
import { procedure } from './procedure.ts'
import { toCalendarJobWire } from './to-calendar-job-wire.ts'

/** tRPC passes no signal to callers within the process, which cannot disconnect. */
const neverAborted = new AbortController().signal

/** The door has already opened the stream: see `trpc-door.ts`. */
async function* watch(
  ctx: RequestContext,
  ids: string[],
  signal = neverAborted,
  after?: string,
): AsyncGenerator<CalendarJob> {
  yield* watchCalendarJobs(ctx.jobUpdates, await findUnseenJobs(ctx, ids, after), signal)
}

export const subscriptions = {
  /**
   * A job, then each update until it is finished. `after` is the last `eventId` that the client has seen; tRPC's client
   * sends `lastEventId` when it reconnects.
   */
  calendarJobStatus: procedure
    .input(
      z.strictObject({ id: z.string(), after: z.string().optional(), lastEventId: z.string().optional() }),
    )
    .subscription(async function* ({ ctx, input: { id, after, lastEventId = after }, signal }) {
      for await (const job of watch(ctx, [id], signal, lastEventId)) {
        yield tracked(toEventId(job), toCalendarJobWire(ctx, job))
      }
    }),

  /** Several jobs, such as those on a page: their current states, then each update until all of them are finished. */
  calendarJobsStatus: procedure.input(z.strictObject({ ids: watchedJobIds })).subscription(async function* ({
    ctx,
    input: { ids },
    signal,
  }) {
    for await (const job of watch(ctx, ids, signal)) yield toCalendarJobWire(ctx, job)
  }),
}
