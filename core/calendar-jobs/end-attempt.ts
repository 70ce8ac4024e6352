import { sql } from 'kysely'
import { maxAttempts } from '../../schema/calendar-job.ts'
import type { AnyJob } from '../../schema/import-job.ts'
import type { Db } from '../database/db.ts'
import { type JobRow, jobColumns, toJob } from './job-row.ts'
import type { AttemptRef } from './leases.ts'

const maxBackoffSeconds = 60

/**
 * The assignments to the row `job` after a failed attempt: RETRY after a backoff of 1 s × 2ⁿ with full jitter, at most a
 * minute, or FAILURE after the fifth failure.
 */
const afterFailure = (error: string, isFinal: boolean) => sql`
  version = job.version + 1, failures = job.failures + 1, error = ${error}, lease_until = null, enqueued_at = null,
  state = case when ${endsJob(isFinal)} then 'FAILURE' else 'RETRY' end,
  finished_at = case when ${endsJob(isFinal)} then now() end,
  run_at = now() + ${backoff},
  due_at = case when ${endsJob(isFinal)} then null else now() + ${backoff} end`

const endsJob = (isFinal: boolean) => sql`(${isFinal} or job.failures + 1 >= ${maxAttempts})`
// Derived from the row's id and attempt, not random: run_at and due_at must be the same moment.
const jitter = sql`(abs(hashtext(job.id::text || job.attempt)::bigint) % 1000) / 1000.0`
const backoff = sql`make_interval(secs => ${jitter} * least(${maxBackoffSeconds}, power(2, job.failures + 1)))`

/** Ends an attempt with an error message that users see. @returns undefined when this worker no longer holds the job */
export async function failAttempt(
  db: Db,
  { id, attempt }: AttemptRef,
  { message, isFinal }: { message: string; isFinal: boolean },
): Promise<AnyJob | undefined> {
  const { rows } = await sql<JobRow>`
    with ended as (
      update calendar_job_attempt set ended_at = now(), error = ${message}
      where job_id = ${id} and attempt = ${attempt} and ended_at is null
    )
    update calendar_job job set ${afterFailure(message, isFinal)}
    where id = ${id} and attempt = ${attempt} and state = 'STARTED'
    returning ${jobColumns}`.execute(db)
  return rows[0] && toJob(rows[0])
}

/** Ends the attempts whose lease has expired. @returns their number */
export async function endLostAttempts(db: Db, limit: number): Promise<number> {
  const message = 'The worker was lost while working on the job'
  const { rows } = await sql`
    with lost as (
      select id, attempt from calendar_job where due_at <= now() and state = 'STARTED'
      order by due_at limit ${limit} for no key update skip locked
    ), ended as (
      update calendar_job_attempt attempt set ended_at = now(), error = ${message}
      from lost where attempt.job_id = lost.id and attempt.attempt = lost.attempt
    )
    update calendar_job job set ${afterFailure(message, false)}
    from lost where job.id = lost.id
    returning job.id`.execute(db)
  return rows.length
}

/** Hands an unfinished attempt back when the worker drains: the job is sent again at once, and no failure is counted. */
export async function handBackAttempt(db: Db, { id, attempt }: AttemptRef): Promise<AnyJob | undefined> {
  const { rows } = await sql<JobRow>`
    with ended as (
      update calendar_job_attempt set ended_at = now(), error = 'The worker was stopped'
      where job_id = ${id} and attempt = ${attempt} and ended_at is null
    )
    update calendar_job job set
      state = 'RETRY', version = version + 1, lease_until = null, enqueued_at = null, run_at = now(),
      due_at = now()
    where id = ${id} and attempt = ${attempt} and state = 'STARTED'
    returning ${jobColumns}`.execute(db)
  return rows[0] && toJob(rows[0])
}
