import { sql } from 'kysely'
import type { Db } from '../database/db.ts'
import type { Log } from '../process/log.ts'
import type { Message, Queue } from '../queue/queue.ts'

export type Enqueuer = AsyncDisposable & {
  /** Sends in the background and in bulk. Messages that cannot be sent are marked for `recoverJobs`. */
  send: (messages: readonly Message[]) => void
}

const maxBatchSize = 1000
/** Beyond this, messages wait in their jobs' rows rather than in memory. */
const maxWaiting = 20_000

export function createEnqueuer(db: Db, queue: Queue, log: Log): Enqueuer {
  let waiting: Message[] = []
  let draining = Promise.resolve()
  let isDraining = false
  let isRefused = false

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, maxBatchSize)
      try {
        await queue.send(batch)
        isRefused = false
      } catch (error) {
        const unsent = [...batch, ...waiting]
        waiting = []
        // Logged once per outage, not at every request.
        if (!isRefused)
          log.warn(
            { err: error, messages: unsent.length },
            'The broker rejected messages; they will be sent again later',
          )
        isRefused = true
        await markUnsent(db, unsent).catch((cause: unknown) => {
          log.warn({ err: cause }, 'Could not mark unsent messages; their jobs wait for one lease')
        })
      }
    }
    isDraining = false
  }

  return {
    send(messages) {
      if (waiting.length + messages.length > maxWaiting) {
        void markUnsent(db, messages).catch(() => {})
        return
      }
      waiting.push(...messages)
      if (isDraining || waiting.length === 0) return
      isDraining = true
      draining = drain()
    },
    [Symbol.asyncDispose]: () => draining,
  }
}

/** Marks jobs so that the next `recoverJobs` sends them. */
export async function markUnsent(db: Db, messages: readonly Message[]): Promise<void> {
  await sql`
    with unsent as (
      select id from calendar_job
      where id = any(${messages.map(({ jobId }) => jobId)}::uuid[]) and state in ('PENDING', 'RETRY')
      order by id for no key update
    )
    update calendar_job job set enqueued_at = null, due_at = greatest(now(), job.run_at)
    from unsent where job.id = unsent.id`.execute(db)
}
