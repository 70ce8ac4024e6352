import { sql } from 'kysely'
import type { AnyJob } from '../../schema/import-job.ts'
import type { Db } from '../database/db.ts'
import { type JobRow, jobColumns, toJob } from './job-row.ts'

/** Finds the jobs that have a newer version than the one seen. An id can occur several times. */
export async function findNewerJobs(
  db: Db,
  seen: readonly { id: string; version: number }[],
): Promise<AnyJob[]> {
  const { rows } = await sql<JobRow>`
    select ${jobColumns}
    from (
      select id, min(version) as version from unnest(
        ${seen.map(({ id }) => id)}::uuid[],
        ${seen.map(({ version }) => version)}::int[]
      ) as seen (id, version) group by id
    ) as seen
    join calendar_job job on job.id = seen.id and job.version > seen.version`.execute(db)
  return rows.map(toJob)
}
