import type { CalendarJobAttempt } from '../../schema/calendar-job-attempt.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { createBatcher } from '../concurrency/batcher.ts'
import type { Db } from '../database/db.ts'
import { getCalendarJob } from './find.ts'

const maxBatchSize = 1_000

/** Lists the attempts at a job, oldest first. @throws AppError notFound */
export async function getAttempts(db: Db, ownerId: OwnerId, id: string): Promise<CalendarJobAttempt[]> {
  const job = await getCalendarJob(db, ownerId, id)
  return (await findAttempts(db, [job.id])).get(job.id) ?? []
}

/** Returns a function that finds the attempts at one job, and reads those of a whole page in one statement. */
export const createAttemptFinder = (db: Db): ((jobId: string) => Promise<CalendarJobAttempt[]>) =>
  createBatcher(async ids => {
    const attempts = await findAttempts(db, ids)
    return ids.map(id => attempts.get(id) ?? [])
  }, maxBatchSize)

async function findAttempts(db: Db, jobIds: readonly string[]): Promise<Map<string, CalendarJobAttempt[]>> {
  const rows = await db
    .selectFrom('calendar_job_attempt')
    .selectAll()
    .where('job_id', 'in', jobIds)
    .orderBy('job_id')
    .orderBy('attempt')
    .execute()
  const attempts = new Map<string, CalendarJobAttempt[]>(jobIds.map(id => [id, []]))
  for (const { job_id: jobId, attempt, worker, started_at: startedAt, ended_at: endedAt, error } of rows) {
    attempts.get(jobId)?.push({ attempt, worker, startedAt, endedAt, error })
  }
  return attempts
}
