import { createCleaner, listRemovals } from '../../core/calendar-jobs/delete-expired.ts'
import type { JobRetention } from '../../core/calendar-jobs/job-retention.ts'
import type { Db } from '../../core/database/db.ts'
import { createTestLog } from './test-log.ts'

const keepAllJobs: JobRetention = { finished: 0, failed: 0 }

/** Deletes what has expired, as the maintenance loop does about once a minute. Rejects when a deletion fails. */
export async function clean(db: Db, retention = keepAllJobs): Promise<void> {
  const { log, lines } = createTestLog()
  await createCleaner(db, listRemovals(retention), log)()
  const [failure] = lines
  if (failure) throw new Error(failure.msg, { cause: failure.err })
}
