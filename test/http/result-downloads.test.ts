import { ServerResponse, IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseEnv } from '../../core/process/config.ts'
import { openJobUpdates } from '../../core/live/job-updates.ts'
import { openTodoChanges } from '../../core/live/todo-changes.ts'
import { createLog } from '../../core/process/log.ts'
import { createApp } from '../../server/app.ts'
import { createServerContext } from '../../server/context.ts'
import { createResponses, responseLimits } from '../../server/http/responses.ts'
import { type JobFixture, openJobFixture, someArtifact } from '../harness/job-fixture.ts'

const resources = new AsyncDisposableStack()
let fixture: JobFixture
let ask: (id: string, init?: { method?: string; headers?: Record<string, string> }) => Promise<Response>

beforeAll(async () => {
  fixture = resources.use(await openJobFixture())
  const { db, createJob } = fixture
  const log = createLog('silent', 'server')
  const responses = resources.use(
    createResponses({ ...responseLimits, max: { ...responseLimits.max, download: 0 } }),
  )
  const context = createServerContext({
    db,
    createJob,
    createImport: () => Promise.reject(new Error('no imports here')),
    storeUpload: () => Promise.reject(new Error('no uploads here')),
    jobUpdates: resources.use(openJobUpdates(db, log)),
    todoChanges: resources.use(openTodoChanges(db, log)),
    renewFile: async () => false,
    responses,
    config: parseEnv({}),
    log,
  })
  resources.use(context.streams)
  const app = createApp(context)
  const incoming = new IncomingMessage(new Socket())
  ask = async (id, init) =>
    app.request(
      `/api/v1/todos/ical/${id}/result`,
      { ...init, headers: { host: 'localhost', ...init?.headers } },
      { incoming, outgoing: new ServerResponse(incoming) },
    )
})
afterAll(() => resources.disposeAsync())

async function makeFile(bytes: number): Promise<string> {
  const job = await fixture.claim((await fixture.newJob()).id)
  if (!job) throw new Error('not claimed')
  await fixture.finish(job, someArtifact({ optionsHash: `${bytes}`, sha256: `${bytes}`, bytes }))
  return job.id
}

test('rejects a download over the limit with 503 and no headers of the file', async () => {
  const id = await makeFile(2 * 1024 * 1024)
  const refused = await ask(id)
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('1')
  expect(['etag', 'content-disposition', 'vary'].filter(name => refused.headers.has(name))).toEqual([])
  expect(await refused.json()).toEqual({ error: 'Too many downloads; try again later' })
})

test('does not count HEAD, 304 and short files as downloads', async () => {
  const id = await makeFile(3 * 1024 * 1024)
  const head = await ask(id, { method: 'HEAD' })
  expect(head.status).toBe(200)
  const etag = head.headers.get('etag') ?? ''
  expect((await ask(id, { headers: { 'if-none-match': etag } })).status).toBe(304)
  expect((await ask(await makeFile(10), { headers: { 'accept-encoding': 'gzip' } })).status).toBe(200)
})
