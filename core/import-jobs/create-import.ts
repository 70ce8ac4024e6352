import { sql } from 'kysely'
import type { ImportJob, RequestedImport } from '../../schema/import-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import { type JobRow, jobColumns, toImportJob } from '../calendar-jobs/job-row.ts'
import type { Enqueuer } from '../calendar-jobs/enqueue.ts'
import { freeKey, reserveKeys } from '../calendar-jobs/idempotency.ts'
import type { JobRoom } from '../calendar-jobs/job-room.ts'
import type { Db } from '../database/db.ts'
import { hashJson } from '../hash-json.ts'
import { deleteImportFile, type StoredFile } from './import-file.ts'

type ImportRequest = {
  ownerId: OwnerId
  file: StoredFile
  options: RequestedImport
  idempotencyKey?: string | undefined
}

/** Creates the job of a stored file. When it resolves, a worker will get the job whatever happens to the broker. */
export type ImportCreator = (request: ImportRequest) => Promise<ImportJob>

/** @param firstSendAfterMs see `insertCalendarJobs` */
export function createImportCreator(
  db: Db,
  enqueuer: Enqueuer,
  room: JobRoom,
  firstSendAfterMs: number,
): ImportCreator {
  return async request => {
    try {
      const isAdmitted = (await room.take(request.ownerId, 1)) > 0
      const job = isAdmitted ? await insertImport(db, request, firstSendAfterMs) : undefined
      if (job) {
        enqueuer.send([{ jobId: job.id, attempt: 0, sends: 0 }])
        return job
      }
      const earlier = await findEarlier(db, request)
      if (!earlier) throw isAdmitted ? keyInUse() : room.refusal()
      await deleteImportFile(db, request.file.id)
      return earlier
    } catch (error) {
      // After any other error the job may exist. If it does not, the file is deleted after a day.
      if (error instanceof AppError) await deleteImportFile(db, request.file.id).catch(() => {})
      throw error
    }
  }
}

/** The same file with the same options. */
const hashRequest = ({ file, options }: ImportRequest): string =>
  hashJson([
    'import',
    file.sha256,
    Object.entries(options).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ])

/** @returns undefined when the idempotency key belongs to an earlier job */
async function insertImport(
  db: Db,
  request: ImportRequest,
  firstSendAfterMs: number,
): Promise<ImportJob | undefined> {
  const { ownerId, file, options, idempotencyKey: key } = request
  return db.transaction().execute(async tx => {
    if (key !== undefined) {
      const reserved = await reserveKeys(tx, [
        { ownerId, key, requestHash: hashRequest(request), jobId: file.id },
      ])
      if (reserved.size === 0) return undefined
    }
    const { rows } = await sql<JobRow>`
      insert into calendar_job as job (id, owner_id, kind, options, total, enqueued_at, due_at)
      select ${file.id}::uuid, owner.id, 'import',
        jsonb_build_object('timeZone', owner.time_zone) || ${JSON.stringify(options)}::jsonb, ${file.bytes}::int,
        now(), now() + make_interval(secs => ${firstSendAfterMs / 1000})
      from owner where owner.id = ${ownerId}
      returning ${jobColumns}`.execute(tx)
    return toImportJob(rows[0] as JobRow)
  })
}

const keyInUse = () =>
  new AppError('unavailable', 'The idempotency key is in use by another request; try again')

async function findEarlier(db: Db, request: ImportRequest): Promise<ImportJob | undefined> {
  const { ownerId, idempotencyKey: key = '' } = request
  const { rows } = await sql<JobRow & { request_hash: string; key_job_id: string }>`
    select ${jobColumns}, keys.request_hash, keys.job_id as key_job_id
    from idempotency_key keys left join calendar_job job on job.id = keys.job_id
    where keys.owner_id = ${ownerId} and keys.key = ${key}`.execute(db)
  const [earlier] = rows
  if (earlier && earlier.request_hash !== hashRequest(request))
    throw new AppError('conflict', 'The idempotency key was already used with another file or other options')
  if (earlier?.kind === 'import') return toImportJob(earlier)
  if (earlier) await freeKey(db, { ownerId, key, jobId: earlier.key_job_id })
  return undefined
}
