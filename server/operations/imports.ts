import {
  cancelImportJob as cancel,
  getImportJob as get,
  listImportJobs as list,
} from '../../core/import-jobs/find-imports.ts'
import { type NumberedEntry, readReport } from '../../core/import-jobs/read-report.ts'
import { toPercent } from '../../schema/calendar-job.ts'
import { toEventId } from '../../schema/event-id.ts'
import type { ImportJob, ReportFilter, RequestedImport } from '../../schema/import-job.ts'
import type { ImportJobWire } from '../../schema/wire/import-job.ts'
import type { RequestContext } from '../context.ts'
import { toUnseen } from './calendar-jobs.ts'
import type { JobListInput } from './list-inputs.ts'
import { type Page, toJobCursor, toPage, toReportCursor } from './paging.ts'

type Upload = { options: RequestedImport; idempotencyKey: string | undefined }

/**
 * Stores a file and creates the job that imports it.
 *
 * @throws AppError tooLarge, unavailable when too many uploads are running, and conflict for a key of another request
 */
export async function importTodos(
  { ownerId, storeUpload, createImport }: RequestContext,
  bytes: AsyncIterable<Uint8Array>,
  { options, idempotencyKey }: Upload,
): Promise<ImportJob> {
  const file = await storeUpload(ownerId, bytes)
  return createImport({ ownerId, file, options, idempotencyKey })
}

export async function* encodeContent(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content)
}

export async function listImportJobs(
  { db, ownerId }: RequestContext,
  { state, first, after }: JobListInput,
): Promise<Page<ImportJob>> {
  return toPage(await list(db, ownerId, { state, limit: first + 1, before: after }), first, toJobCursor)
}

export const getImportJob = ({ db, ownerId }: RequestContext, id: string): Promise<ImportJob> =>
  get(db, ownerId, id)

export const cancelImportJob = (
  { db, jobUpdates, ownerId }: RequestContext,
  id: string,
): Promise<ImportJob> => cancel(db, jobUpdates, ownerId, id)

/** Like `findUnseenJobs` of calendar jobs. */
export async function findUnseenImport(
  ctx: RequestContext,
  id: string,
  after?: string,
): Promise<Map<string, number>> {
  return toUnseen([await getImportJob(ctx, id)], after)
}

/** All entries of a report, in batches. @throws AppError notFound, gone */
export async function readWholeReport(
  { db, ownerId }: RequestContext,
  id: string,
  filter: ReportFilter,
): Promise<AsyncGenerator<NumberedEntry[]>> {
  const job = await get(db, ownerId, id)
  return readReport(db, job.id, { filter })
}

type ReportInput = { id: string; first: number; after?: number | undefined; filter: ReportFilter }

/** A page of the entries. @throws AppError notFound, gone */
export async function getImportReport(
  { db, ownerId }: RequestContext,
  { id, first, after, filter }: ReportInput,
): Promise<Page<NumberedEntry>> {
  const job = await get(db, ownerId, id)
  const rows: NumberedEntry[] = []
  for await (const batch of readReport(db, job.id, { ...(after !== undefined && { after }), filter })) {
    rows.push(...batch.slice(0, first + 1 - rows.length))
    if (rows.length > first) break
  }
  return toPage(rows, first, toReportCursor)
}

/** The import as a resource of the REST door, for clients of the other doors too. */
export function toImportUrls({ baseUrl }: Pick<RequestContext, 'baseUrl'>, id: string) {
  const statusUrl = `${baseUrl}/api/v1/todos/import/${id}`
  return { statusUrl, reportUrl: `${statusUrl}/report` }
}

export const toImportJobWire = (ctx: RequestContext, job: ImportJob): ImportJobWire => ({
  id: job.id,
  state: job.state,
  eventId: toEventId(job),
  attempt: job.attempt,
  progress: { ...job.progress, percent: toPercent(job.progress) },
  counts: job.counts,
  error: job.error,
  options: job.options,
  ...toImportUrls(ctx, job.id),
  createdAt: job.createdAt,
  startedAt: job.startedAt,
  finishedAt: job.finishedAt,
})
