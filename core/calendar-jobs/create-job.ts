import { sql } from 'kysely'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import type { RequestedOptions } from '../../schema/calendar-options.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import { createBatcher } from '../concurrency/batcher.ts'
import { createId } from '../create-id.ts'
import type { Db } from '../database/db.ts'
import { type JobRow, jobColumns, toCalendarJob } from './job-row.ts'
import { freeKey, hashAsBefore, hashRequest, reserveKeys } from './idempotency.ts'
import { insertCalendarJobs } from './insert.ts'
import type { Enqueuer } from './enqueue.ts'
import type { JobRoom } from './job-room.ts'

type CalendarJobRequest = {
  ownerId: OwnerId
  options: RequestedOptions
  idempotencyKey?: string | undefined
  retryOf?: string | undefined
}

/** Creates a job. When it resolves, the job is committed, and a worker will get it whatever happens to the broker. */
export type JobCreator = (request: CalendarJobRequest) => Promise<CalendarJob>

/** `requestHash` is empty without a key: nothing needs it then. */
type Candidate = CalendarJobRequest & { jobId: string; requestHash: string }

const maxBatchSize = 500
const maxAttempts = 5

type Outcome = CalendarJob | 'no room' | undefined

/** @param firstSendAfterMs see `insertCalendarJobs` */
export function createJobCreator(
  db: Db,
  enqueuer: Enqueuer,
  room: JobRoom,
  firstSendAfterMs: number,
): JobCreator {
  const insert = createBatcher<Candidate, Outcome>(async requested => {
    const candidates = await admit(room, requested)
    const hasKeys = candidates.some(({ idempotencyKey }) => idempotencyKey !== undefined)
    const accepted = hasKeys
      ? await db.transaction().execute(tx => insertJobs(tx, candidates, firstSendAfterMs))
      : await insertJobs(db, candidates, firstSendAfterMs)
    enqueuer.send(accepted.map(({ id }) => ({ jobId: id, attempt: 0, sends: 0 })))
    const outcomes = new Map<string, Outcome>(accepted.map(job => [job.id, job]))
    const admitted = new Set(candidates)
    return requested.map(each => (admitted.has(each) ? outcomes.get(each.jobId) : 'no room'))
  }, maxBatchSize)

  return async request => {
    const requestHash =
      request.idempotencyKey === undefined ? '' : hashRequest(request.options, request.retryOf ?? null)
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const inserted = await insert({ ...request, jobId: createId(), requestHash })
      if (inserted !== undefined && inserted !== 'no room') return inserted
      const earlier = await findEarlier(db, request, requestHash)
      if (earlier) return earlier
      if (inserted === 'no room') throw room.refusal()
      // Neither inserted nor found: the key's job was deleted in between, so the key is free now.
    }
    throw new AppError('unavailable', 'The idempotency key is in use by another request; try again')
  }
}

/** The candidates that their owners have room for. Without a limit, and usually, these are all. */
async function admit(room: JobRoom, candidates: Candidate[]): Promise<Candidate[]> {
  const byOwner = Map.groupBy(candidates, ({ ownerId }) => ownerId)
  const admitted = await Promise.all(
    Array.from(byOwner, async ([ownerId, own]) => own.slice(0, await room.take(ownerId, own.length))),
  )
  return admitted.flat()
}

/** Inserts the jobs that have no key or whose key is free. */
async function insertJobs(tx: Db, candidates: Candidate[], firstSendAfterMs: number): Promise<CalendarJob[]> {
  const keyed = new Map<string, Candidate & { key: string }>()
  for (const candidate of candidates) {
    const { idempotencyKey: key, ownerId } = candidate
    // The first of several jobs with one key gets it: a statement must not name a key twice.
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
  { ownerId, idempotencyKey: key = '', options, retryOf }: CalendarJobRequest,
  requestHash: string,
): Promise<CalendarJob | undefined> {
  const { rows } = await sql<JobRow & { request_hash: string; key_job_id: string; is_gone: boolean }>`
    select ${jobColumns}, keys.request_hash, keys.job_id as key_job_id, job.id is null as is_gone
    from idempotency_key keys left join calendar_job job on job.id = keys.job_id
    where keys.owner_id = ${ownerId} and keys.key = ${key}`.execute(db)
  const [earlier] = rows
  if (!earlier) return undefined
  if (earlier.is_gone) {
    await freeKey(db, { ownerId, key, jobId: earlier.key_job_id })
    return undefined
  }
  if (![requestHash, hashAsBefore(options, retryOf ?? null)].includes(earlier.request_hash)) {
    throw new AppError('conflict', 'The idempotency key was already used with different options')
  }
  return toCalendarJob(earlier)
}
