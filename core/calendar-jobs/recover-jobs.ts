import { sql } from 'kysely'
import type { Db } from '../database/db.ts'
import type { Message, Queue } from '../queue/queue.ts'
import { endLostAttempts } from './end-attempt.ts'
import { markUnsent } from './enqueue.ts'

const maxBatchSize = 500
const maxResendSeconds = 300

/**
 * Recovers abandoned jobs. Runs in every process, without leader election: reclaims jobs whose lease expired, and sends
 * waiting jobs again whose message may be lost. A job is marked and committed before it is sent, so that two processes
 * never send the same one.
 *
 * @returns the number of jobs it changed; rejects when the broker rejects messages
 */
export async function recoverJobs(db: Db, queue: Queue, leaseMs: number): Promise<number> {
  const lost = await endLostAttempts(db, maxBatchSize)
  const messages = await markForSending(db, leaseMs)
  if (messages.length > 0) {
    try {
      await queue.send(messages)
    } catch (error) {
      await markUnsent(db, messages)
      throw error
    }
  }
  return lost + messages.length
}

/**
 * A message counts as lost after one lease, then after twice as long, and so on. One that the broker rejected was not lost:
 * `enqueued_at` is null then.
 */
async function markForSending(db: Db, leaseMs: number): Promise<Message[]> {
  const { rows } = await sql<{ id: string; attempt: number; sends: number }>`
    with due as (
      select id from calendar_job where due_at <= now() and state in ('PENDING', 'RETRY')
      order by due_at limit ${maxBatchSize} for no key update skip locked
    )
    update calendar_job job set
      sends = job.sends + 1, enqueued_at = now(),
      due_at = now() + make_interval(secs => case
        when job.enqueued_at is null then ${leaseMs / 1000}
        else least(${maxResendSeconds}, ${leaseMs / 1000} * power(2, least(job.sends + 1, 20))) end)
    from due where job.id = due.id
    returning job.id, job.attempt, job.sends`.execute(db)
  return rows.map(({ id, attempt, sends }) => ({ jobId: id, attempt, sends }))
}
