import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import { createBatcher } from '../batch.ts'
import type { Db } from '../db.ts'
import { type CalendarJobRow, jobColumns, toCalendarJob } from './calendar-job-row.ts'
import { hashRequest, reserveKeys } from './idempotency.ts'
import { insertCalendarJobs } from './insert.ts'
import type { Sender } from './sender.ts'

type CalendarJobRequest = {
  ownerId: OwnerId
  options: CalendarOptions
  idempotencyKey?: string | undefined
  retryOf?: string | undefined
}

/** Accepts a job: when it resolves, the job is committed, and a worker will get it whatever happens to the broker. */
export type Acceptor = (request: CalendarJobRequest) => Promise<CalendarJob>

type Candidate = CalendarJobRequest & { jobId: string; requestHash: string }

const mostAtOnce = 500

/** @param firstSendAfterMs see `insertCalendarJobs` */
export function createAcceptor(db: Db, sender: Sender, firstSendAfterMs: number): Acceptor {
  const accept = createBatcher<Candidate, CalendarJob | undefined>(async candidates => {
    const hasKeys = candidates.some(({ idempotencyKey }) => idempotencyKey !== undefined)
    const accepted = hasKeys
      ? await db.transaction().execute(tx => insertJobs(tx, candidates, firstSendAfterMs))
      : await insertJobs(db, candidates, firstSendAfterMs)
    sender.send(accepted.map(({ id }) => ({ jobId: id, attempt: 0, sends: 0 })))
    const byId = new Map(accepted.map(job => [job.id, job]))
    return candidates.map(({ jobId }) => byId.get(jobId))
  }, mostAtOnce)

  return async request => {
    for (;;) {
      const requestHash = hashRequest(request.options, request.retryOf ?? null)
      const job =
        (await accept({ ...request, jobId: uuidv7(), requestHash })) ??
        (await findEarlier(db, request, requestHash))
      // Neither written nor found: the key was swept away in between, so it is free now.
      if (job) return job
    }
  }
}

/** Writes the jobs whose key, if they have one, is free. */
async function insertJobs(tx: Db, candidates: Candidate[], firstSendAfterMs: number): Promise<CalendarJob[]> {
  const keyed = new Map<string, Candidate & { key: string }>()
  for (const candidate of candidates) {
    const { idempotencyKey: key, ownerId } = candidate
    // The first of several with one key may have it; one statement must not name a key twice.
    if (key !== undefined && !keyed.has(`${ownerId} ${key}`))
      keyed.set(`${ownerId} ${key}`, { ...candidate, key })
  }
  const reserved = keyed.size > 0 ? await reserveKeys(tx, [...keyed.values()]) : new Set<string>()
  const jobs = candidates.filter(
    ({ idempotencyKey, jobId }) => idempotencyKey === undefined || reserved.has(jobId),
  )
  if (jobs.length === 0) return []
  return insertCalendarJobs(tx, jobs, firstSendAfterMs)
}

async function findEarlier(
  db: Db,
  { ownerId, idempotencyKey }: CalendarJobRequest,
  requestHash: string,
): Promise<CalendarJob | undefined> {
  const { rows } = await sql<CalendarJobRow & { request_hash: string }>`
    select ${jobColumns('job')}, idempotency_key.request_hash
    from idempotency_key join calendar_job job on job.id = idempotency_key.job_id
    where idempotency_key.owner_id = ${ownerId} and key = ${idempotencyKey}`.execute(db)
  const [earlier] = rows
  if (earlier && earlier.request_hash !== requestHash) {
    throw new AppError('conflict', 'The idempotency key was used with other options')
  }
  return earlier && toCalendarJob(earlier)
}
