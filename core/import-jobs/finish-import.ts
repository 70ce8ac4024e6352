import { sql } from 'kysely'
import type { ImportJob } from '../../schema/import-job.ts'
import { type JobRow, jobColumns, toImportJob } from '../calendar-jobs/job-row.ts'
import type { AttemptRef } from '../calendar-jobs/leases.ts'
import type { Db } from '../database/db.ts'

/** Ends an import with SUCCESS and deletes its file. @returns undefined when this worker no longer holds the job */
export async function finishImport(
  db: Db,
  { id, attempt }: AttemptRef,
  bytes: number,
): Promise<ImportJob | undefined> {
  const { rows } = await sql<JobRow>`
    with finished as (
      update calendar_job job set
        state = 'SUCCESS', version = version + 1, done = ${bytes}::int, total = ${bytes}::int, finished_at = now(),
        lease_until = null, due_at = null
      where id = ${id} and attempt = ${attempt} and state = 'STARTED'
      returning ${jobColumns}
    ), ended as (
      update calendar_job_attempt attempt set ended_at = now()
      from finished where attempt.job_id = finished.id and attempt.attempt = finished.attempt
    ), file as (
      delete from import_file using finished where import_file.id = finished.id
    )
    select * from finished`.execute(db)
  return rows[0] && toImportJob(rows[0])
}
