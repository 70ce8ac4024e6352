import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type ImportJob, importOptions, maxImportBytes, reportFilter } from '../../schema/import-job.ts'
import { importReportEntryWire } from '../../schema/wire/import-job.ts'
import type { NumberedEntry } from '../../core/import-jobs/read-report.ts'
import type { RequestEnv } from '../context.ts'
import { streamBody } from '../http/stream-body.ts'
import {
  cancelImportJob,
  findUnseenImport,
  getImportJob,
  importTodos,
  listImportJobs,
  readWholeReport,
} from '../operations/imports.ts'
import { type AddRoute, goneAnswer, jsonOf, resumeHeaders, uuidParams } from './routes.ts'
import { streamJob } from './events-route.ts'
import { importWire, toImportWire } from './import-wire.ts'
import { readKey, taskKeyHeaders } from './key-header.ts'
import { jobsQuery, setNextLink } from './list-query.ts'
import { parseWith } from './parse.ts'

const json = z.string().transform((value, context): unknown => {
  try {
    return JSON.parse(value)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON', input: value })
    return z.NEVER
  }
})

const fields = importOptions.shape
/** Query parameters are always strings. */
const uploadQuery = z.strictObject({
  ...fields,
  dryRun: z
    .enum(['true', 'false'], 'must be true or false')
    .default('false')
    .transform(value => value === 'true'),
  mapping: json
    .pipe(fields.mapping)
    .optional()
    .openapi({ type: 'string', description: 'JSON such as {"title":"Task","deadline":"Due"}' }),
})

const reportQuery = z.strictObject({ filter: reportFilter.default('all') })

export function addImportRoutes(route: AddRoute): void {
  route('importTodos', 'post', '/todos/import', 'Import todos from a file', {
    query: uploadQuery,
    headers: taskKeyHeaders,
    answers: {
      202: ['The file is stored, and a task imports it', jsonOf(importWire)],
      409: ['The key was used with another file or other options, or as many tasks wait as can'],
      413: [`The file has more than ${maxImportBytes} bytes`],
    },
  }).handle(async c => {
    const key = readKey(c)
    const options = parseWith(uploadQuery, c.req.query())
    const job = await importTodos(c.get('ctx'), readBody(c), { options, idempotencyKey: key })
    const wire = toImportWire(c.get('ctx'), job)
    return c.json(wire, 202, { Location: wire.status_url })
  })

  route('importJobs', 'get', '/todos/import', 'List the imports, newest first', {
    query: jobsQuery,
    answers: { 200: ['A page of imports; `Link` has the URL of the next page', jsonOf(z.array(importWire))] },
  }).handle(async c => {
    const { state, limit: first, cursor: after } = parseWith(jobsQuery, c.req.query())
    const { rows, next } = await listImportJobs(c.get('ctx'), { state, first, after })
    setNextLink(c, next)
    return c.json(rows.map(job => toImportWire(c.get('ctx'), job)))
  })

  route('importJob', 'get', '/todos/import/:id', 'Get the state and the counts of an import', {
    params: uuidParams,
    answers: { 200: ['The import', jsonOf(importWire)], ...goneAnswer },
  }).handle(async c =>
    c.json(toImportWire(c.get('ctx'), await getImportJob(c.get('ctx'), c.req.param('id')))),
  )

  route('cancelImportJob', 'delete', '/todos/import/:id', 'Cancel an import; what it has imported stays', {
    params: uuidParams,
    answers: { 200: ['The import', jsonOf(importWire)], 409: ['The import is finished'], ...goneAnswer },
  }).handle(async c =>
    c.json(toImportWire(c.get('ctx'), await cancelImportJob(c.get('ctx'), c.req.param('id')))),
  )

  route('importJobStatus', 'get', '/todos/import/:id/events', 'Watch an import, as server-sent events', {
    params: uuidParams,
    headers: resumeHeaders,
    answers: {
      200: [
        '`status` events, each with the JSON of the import',
        { 'text/event-stream': { schema: z.string() } },
      ],
      204: ['The client has seen the final event: do not reconnect'],
      ...goneAnswer,
    },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const unseen = await findUnseenImport(ctx, c.req.param('id'), c.req.header('last-event-id'))
    return streamJob(c, unseen, (job: ImportJob) => toImportWire(ctx, job))
  })

  route('importReport', 'get', '/todos/import/:id/report', 'Get what happened to each entry of the file', {
    params: uuidParams,
    query: reportQuery,
    answers: {
      200: [
        'A JSON object on each line, in the order of the file, as far as the import has come',
        { 'application/x-ndjson': { schema: importReportEntryWire } },
      ],
      ...goneAnswer,
    },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const { filter } = parseWith(reportQuery, c.req.query())
    const batches = await readWholeReport(ctx, c.req.param('id'), filter)
    if (c.req.method !== 'HEAD') ctx.responses.become(ctx.outgoing, 'download')
    c.header('Content-Type', 'application/x-ndjson; charset=utf-8')
    return c.req.method === 'HEAD' ? c.body(null) : c.body(streamBody(toLines(batches), ctx))
  })
}

async function* toLines(batches: AsyncIterable<NumberedEntry[]>): AsyncGenerator<Uint8Array> {
  for await (const entries of batches) {
    yield Buffer.from(entries.map(({ n: _n, ...entry }) => `${JSON.stringify(entry)}\n`).join(''))
  }
}

async function* readBody(c: Context<RequestEnv>): AsyncGenerator<Uint8Array> {
  if (c.req.raw.body) yield* c.req.raw.body
}
