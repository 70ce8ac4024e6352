import { tracked } from '@trpc/server'
import { z } from 'zod'
import { watchCalendarJobs } from '../../core/live/watch-jobs.ts'
import type { ReadTodoUpdate } from '../../core/todos/read-todo-changes.ts'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import { toEventId } from '../../schema/event-id.ts'
import { readLastEventId, todosRevision } from '../../schema/todo-update.ts'
import { todoUpdateWire, type TodoUpdateWire } from '../../schema/wire/todo-update.ts'
import type { RequestContext } from '../context.ts'
import { findUnseenJobs } from '../operations/calendar-jobs.ts'
import { watchedJobIds } from '../operations/list-inputs.ts'
import { watchTodoChanges } from '../operations/todo-changes.ts'
import { neverAborted, procedure, watchedJob } from './procedure.ts'
import { toCalendarJobWire } from './to-calendar-job-wire.ts'

/** The door has already opened the stream: see `trpc-door.ts`. */
async function* watch(
  ctx: RequestContext,
  ids: string[],
  signal = neverAborted,
  after?: string,
): AsyncGenerator<CalendarJob> {
  yield* watchCalendarJobs(ctx.jobUpdates, await findUnseenJobs(ctx, ids, after), signal)
}

const wires = new WeakMap<ReadTodoUpdate, TodoUpdateWire>()

/** Converted once for all subscriptions that share an update. */
function toTodoUpdateWire(update: ReadTodoUpdate): TodoUpdateWire {
  const wire = wires.get(update) ?? todoUpdateWire.parse(update)
  wires.set(update, wire)
  return wire
}

export const subscriptions = {
  /** A job, then each update until it is finished. */
  calendarJobStatus: procedure.input(watchedJob).subscription(async function* ({
    ctx,
    input: { id, after, lastEventId = after },
    signal,
  }) {
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

  /**
   * What happens to the todos after a revision, without end; without `after`, first an update of only the current revision.
   * tRPC's client sends `lastEventId` when it reconnects.
   */
  todosChanged: procedure
    .input(
      z.strictObject({ after: todosRevision.optional(), lastEventId: z.string().optional() }).prefault({}),
    )
    .subscription(async function* ({ ctx, input: { after, lastEventId }, signal = neverAborted }) {
      for await (const update of watchTodoChanges(ctx, readLastEventId(lastEventId) ?? after, signal)) {
        yield tracked(`${update.revision}`, toTodoUpdateWire(update))
      }
    }),
}
