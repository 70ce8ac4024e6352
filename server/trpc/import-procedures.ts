import { tracked } from '@trpc/server'
import { z } from 'zod'
import { watchJobs } from '../../core/live/watch-jobs.ts'
import { toEventId } from '../../schema/event-id.ts'
import { idempotencyKey } from '../../schema/idempotency-key.ts'
import type { ImportJob } from '../../schema/import-job.ts'
import { importJobWire, importReportEntryWire } from '../../schema/wire/import-job.ts'
import { importContent, importReportInput } from '../operations/import-inputs.ts'
import {
  cancelImportJob,
  encodeContent,
  findUnseenImport,
  getImportJob,
  getImportReport,
  importTodos,
  listImportJobs,
  toImportJobWire,
} from '../operations/imports.ts'
import { jobListInput } from '../operations/list-inputs.ts'
import { byId, neverAborted, pageOf, procedure, toPageWire, watchedJob } from './procedure.ts'

export const importProcedures = {
  /** Imports the text of a file. Larger files, and those in other encodings, are uploaded at `POST /api/v1/todos/import`. */
  importTodos: procedure
    .input(z.strictObject({ input: importContent, idempotencyKey: idempotencyKey.optional() }))
    .output(importJobWire)
    .mutation(async ({ ctx, input: { input, idempotencyKey: key } }) => {
      const { content, ...options } = input
      const job = await importTodos(ctx, encodeContent(content), { options, idempotencyKey: key })
      return toImportJobWire(ctx, job)
    }),

  importJobs: procedure
    .input(jobListInput.prefault({}))
    .output(pageOf(importJobWire))
    .query(async ({ ctx, input }) =>
      toPageWire(await listImportJobs(ctx, input), job => toImportJobWire(ctx, job)),
    ),

  importJob: procedure
    .input(byId)
    .output(importJobWire)
    .query(async ({ ctx, input: { id } }) => toImportJobWire(ctx, await getImportJob(ctx, id))),

  /** What happened to each entry of the file, in its order, as far as the import has come. */
  importReport: procedure
    .input(importReportInput)
    .output(pageOf(importReportEntryWire))
    .query(async ({ ctx, input }) =>
      toPageWire(await getImportReport(ctx, input), ({ n: _n, ...entry }) => entry),
    ),

  cancelImportJob: procedure
    .input(byId)
    .output(importJobWire)
    .mutation(async ({ ctx, input: { id } }) => toImportJobWire(ctx, await cancelImportJob(ctx, id))),

  /** An import, then each update until it is finished; see `calendarJobStatus`. */
  importJobStatus: procedure.input(watchedJob).subscription(async function* ({
    ctx,
    input: { id, after, lastEventId = after },
    signal = neverAborted,
  }) {
    const unseen = await findUnseenImport(ctx, id, lastEventId)
    for await (const job of watchJobs<ImportJob>(ctx.jobUpdates, unseen, signal))
      yield tracked(toEventId(job), toImportJobWire(ctx, job))
  }),
}
