import { watchJobs } from '../../core/live/watch-jobs.ts'
import type { ImportJob } from '../../schema/import-job.ts'
import { importContent, importReportInput } from '../operations/import-inputs.ts'
import {
  cancelImportJob,
  encodeContent,
  findUnseenImport,
  getImportJob,
  getImportReport,
  importTodos,
  listImportJobs,
} from '../operations/imports.ts'
import { jobListInput } from '../operations/list-inputs.ts'
import { builder } from './builder.ts'
import { limitPages, pageArgs, toConnection } from './connection.ts'
import { readKey } from './idempotency-key.ts'
import {
  importConnection,
  importInput,
  importType,
  reportConnection,
  reportFilterType,
} from './import-types.ts'
import { jobId, jobState } from './job-types.ts'
import { parseInput, withoutNulls } from './parse-input.ts'

builder.mutationFields(t => ({
  importTodos: t.field({
    type: importType,
    description:
      'Imports todos from the text of a file. A todo whose UID is known is changed if the file has changed.',
    args: {
      input: t.arg({ type: importInput, required: true, description: 'The file and the options.' }),
      idempotencyKey: t.arg.string({
        description: 'The same key with the same file and options returns the same import for 24 hours.',
      }),
    },
    resolve(_, { input, idempotencyKey: key }, context) {
      const { mapping, ...others } = input
      const given = { ...withoutNulls(others), ...(mapping && { mapping: withoutNulls(mapping) }) }
      const { content, ...options } = parseInput(importContent, given)
      return importTodos(context, encodeContent(content), {
        options,
        idempotencyKey: readKey(key),
      })
    },
  }),
  cancelImportJob: t.field({
    type: importType,
    description: 'Cancels an import; what it has imported stays. CONFLICT when it is finished.',
    args: jobId,
    resolve: (_, { id }, context) => cancelImportJob(context, id),
  }),
}))

builder.queryFields(t => ({
  importJobs: t.field({
    type: importConnection,
    description: 'A page of the imports, newest first.',
    args: { ...pageArgs, state: t.arg({ type: jobState, description: 'Only imports in this state.' }) },
    async resolve(_, args, context) {
      const input = parseInput(jobListInput, withoutNulls(args))
      limitPages(context, input)
      return toConnection(await listImportJobs(context, input), input)
    },
  }),
  importJob: t.field({
    type: importType,
    description: 'An import; NOT_FOUND when there is none with this id.',
    nullable: true,
    args: jobId,
    resolve: (_, { id }, context) => getImportJob(context, id),
  }),
  importReport: t.field({
    type: reportConnection,
    description: 'What happened to each entry of the file, in its order, as far as the import has come.',
    args: {
      ...jobId,
      ...pageArgs,
      filter: t.arg({
        type: reportFilterType,
        required: true,
        defaultValue: 'all',
        description: 'Which entries are wanted.',
      }),
    },
    async resolve(_, args, context) {
      const input = parseInput(importReportInput, withoutNulls(args))
      limitPages(context, input)
      return toConnection(await getImportReport(context, input), input)
    },
  }),
}))

builder.subscriptionFields(t => ({
  importJobStatus: t.field({
    type: importType,
    description: 'The current state of an import, then each update until it is finished.',
    args: {
      ...jobId,
      after: t.arg.string({
        description: 'The last `eventId` that the client has seen: only newer updates follow.',
      }),
    },
    async subscribe(_, { id, after }, context) {
      const unseen = await findUnseenImport(context, id, after ?? undefined)
      context.streams.open(context, false)
      return watchJobs<ImportJob>(context.jobUpdates, unseen, context.request.signal)
    },
    resolve: job => job,
  }),
}))
