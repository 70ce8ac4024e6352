import { sql } from 'kysely'
import type { ImportReportEntry, ReportFilter } from '../../schema/import-job.ts'
import type { Db } from '../database/db.ts'

export type NumberedEntry = ImportReportEntry & { n: number }

/**
 * Reads entries of the report in the order of the file, batch by batch.
 *
 * @param after the number of an entry; from 0, in the order of the file
 */
export async function* readReport(
  db: Db,
  jobId: string,
  { after = -1, filter }: { after?: number; filter: ReportFilter },
): AsyncGenerator<NumberedEntry[]> {
  for (let next = after + 1; ;) {
    const batch = await findBatch(db, jobId, next)
    if (!batch) return
    const from = next
    next = batch.first + batch.entries.length
    yield batch.entries
      .map((entry, index) => ({ ...entry, n: batch.first + index }))
      .filter(({ n, notes }) => n >= from && (filter === 'all' || notes.length > 0))
  }
}

type Batch = { first: number; entries: ImportReportEntry[] }

/** The batch with an entry; undefined after the last one. */
async function findBatch(db: Db, jobId: string, n: number): Promise<Batch | undefined> {
  const { rows } = await sql<Batch>`
    select first, entries from import_report where job_id = ${jobId}::uuid and first <= ${n}::int
    order by first desc limit 1`.execute(db)
  const [batch] = rows
  return batch && batch.first + batch.entries.length > n ? batch : undefined
}
