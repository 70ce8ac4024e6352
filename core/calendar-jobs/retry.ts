import type { CalendarJob } from '../../schema/calendar-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import type { JobCreator } from './create-job.ts'
import { getCalendarJob } from './find.ts'

/** Creates a job with the options of one that failed or was cancelled. */
export async function retryCalendarJob(
  db: Db,
  createJob: JobCreator,
  ownerId: OwnerId,
  id: string,
  idempotencyKey?: string,
): Promise<CalendarJob> {
  const { state, options } = await getCalendarJob(db, ownerId, id)
  if (state !== 'FAILURE' && state !== 'REVOKED') {
    throw new AppError('conflict', `Only a failed or cancelled job can be retried; this one is ${state}`)
  }
  return createJob({ ownerId, options, retryOf: id, idempotencyKey })
}
