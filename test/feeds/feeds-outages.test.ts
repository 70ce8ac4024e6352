import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { parseEnv } from '../../core/process/config.ts'

import { createLog } from '../../core/process/log.ts'
import { migrateDatabase } from '../../core/database/migrate.ts'
import { startServer } from '../../server/start.ts'
import { clean } from '../harness/clean.ts'
import { createFeed, patient, type TestFeed, titlesOf } from '../harness/test-feed.ts'
import { startTestPostgres } from '../harness/test-postgres.ts'
import { hasRedis } from '../harness/test-redis.ts'
import { type Answer, ask, startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const env = { FEED_TIMEOUT_SECONDS: '2' }
const deadline_at = '2030-01-02T03:04:05'

const findJobs = (service: TestService) =>
  service.db.selectFrom('calendar_job').selectAll().where('feed_id', 'is not', null).orderBy('id').execute()

/** Asks until the file is there: on a busy machine, making it takes longer than a request waits. */
const untilServed = (feed: TestFeed): Promise<Answer> =>
  waitFor('the feed', async () => {
    const answer = await feed.ask('GET')
    return answer.status === 200 && answer
  })

/** Runs a worker until the feed has a file. */
async function fetchWithWorker(service: TestService, feed: TestFeed): Promise<Answer> {
  await using _worker = await service.startWorker()
  return await untilServed(feed)
}

/** Expects a 503 that no client can take for an empty calendar. */
function expectUnavailable({ status, headers, text }: Answer): void {
  expect([status, headers['content-type']]).toEqual([503, 'application/json'])
  expect(headers['retry-after']).toMatch(/^\d+$/)
  expect(headers).not.toHaveProperty('etag')
  expect(text).not.toContain('VCALENDAR')
}

/** Expects the last good file with its ETag and Last-Modified; only the first request may have to wait. */
async function expectLastGood(feed: TestFeed, lastGood: Answer): Promise<void> {
  const { etag, 'last-modified': modified } = lastGood.headers
  const first = await feed.ask('GET')
  expect([first.status, first.text]).toEqual([200, lastGood.text])
  expect(first.headers).toMatchObject({ etag, 'last-modified': modified })
  const startedAtMs = performance.now()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => feed.ask('GET', { 'if-none-match': etag })),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(304))
  expect(performance.now() - startedAtMs).toBeLessThan(1_900)
}

test.concurrent('serves the last good file or 503 without a worker, never an empty calendar', async () => {
  await using service = await startTestService({ broker: 'postgres', env, withWorker: false })
  await service.createTodo({ title: 'first', deadline_at })
  const feed = await createFeed(service)
  for (const method of ['GET', 'HEAD']) {
    const answer = await feed.ask(method)
    expect(answer.status).toBe(503)
    if (method === 'GET') expectUnavailable(answer)
  }
  const lastGood = await fetchWithWorker(service, feed)
  expect(titlesOf(lastGood)).toEqual(['first'])
  await service.createTodo({ title: 'second', deadline_at })
  await expectLastGood(feed, lastGood)
  expect(await findJobs(service)).toHaveLength(2)

  await using _worker = await service.startWorker()
  await waitFor('the feed to be up to date', async () => titlesOf(await feed.ask('GET')).length === 2)
  expect(await findJobs(service)).toHaveLength(2)
})

test.skipIf(!hasRedis)(
  'while the broker is down a feed is its last good file',
  { concurrent: true },
  async () => {
    await using service = await startTestService({ broker: 'redis', env })
    await service.createTodo({ title: 'first', deadline_at })
    const feed = await createFeed(service)
    const lastGood = await untilServed(feed)
    expect(titlesOf(lastGood)).toEqual(['first'])
    await service.redis?.stop()
    await service.createTodo({ title: 'second', deadline_at })
    await expectLastGood(feed, lastGood)
    expectUnavailable(await (await createFeed(service, { name: 'New' })).ask('GET'))
    await service.redis?.start()
    await waitFor('the feed to be up to date', async () => titlesOf(await feed.ask('GET')).length === 2)
  },
)

test('answers 503 without the database, and refuses malformed tokens without it', async () => {
  await using postgres = await startTestPostgres()
  await migrateDatabase(postgres.url)
  const config = { ...parseEnv({ PORT: '0', ...env }), DATABASE_URL: postgres.url }
  await using server = await startServer(config, createLog('silent', 'server'))
  await postgres.stop()
  expectUnavailable(await ask(server.url, `GET /feeds/${'x'.repeat(43)}/Todos.ics`))
  expect((await ask(server.url, `GET /feeds/${'x'.repeat(42)}/Todos.ics`)).status).toBe(404)
  expect((await ask(server.url, `PUT /feeds/${'x'.repeat(43)}/Todos.ics`)).status).toBe(405)
})

test('answers an unreadable file with an error that contains none of it', async () => {
  await using service = await startTestService({ broker: 'postgres', env: patient })
  await service.createTodo({ title: 'first', deadline_at })
  const feed = await createFeed(service)
  const { headers } = await feed.ask('HEAD')
  await service.db.deleteFrom('artifact_part').execute()
  const answer = await feed.ask('GET')
  expect([answer.status, answer.json]).toEqual([500, expect.objectContaining({ error: 'Unexpected error' })])
  for (const name of ['etag', 'last-modified', 'content-disposition'])
    expect(answer.headers).not.toHaveProperty(name)
  expect((await feed.ask('GET', { 'if-none-match': headers.etag })).status).toBe(304)
})

test('generates the file in one job for concurrent requests at several servers', async () => {
  await using service = await startTestService({ broker: 'postgres', env: patient })
  await using other = await service.startServer()
  const feed = await createFeed(service)
  await feed.ask('GET')
  for (let round = 1; round <= 5; round++) {
    await service.createTodo({ title: `${round}`, deadline_at })
    const answers = await Promise.all(
      [service, other].flatMap(({ url }) => Array.from({ length: 50 }, () => ask(url, `GET ${feed.path}`))),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    for (const answer of answers) expect(titlesOf(answer)).toHaveLength(round)
    expect(new Set(answers.map(({ headers }) => `${headers.etag} ${headers['last-modified']}`)).size).toBe(1)
    expect(await findJobs(service)).toHaveLength(round + 1)
  }
})

test('shows every earlier change while further changes are made', async () => {
  await using service = await startTestService({ broker: 'postgres', env: patient })
  const feed = await createFeed(service)
  const progress = { written: 0 }
  const writing = (async () => {
    for (; progress.written < 60; progress.written++)
      await service.createTodo({ title: 'one more', deadline_at })
  })()
  const modified: number[] = []
  while (progress.written < 60) {
    const before = progress.written
    const answer = await feed.ask('GET')
    expect(titlesOf(answer).length).toBeGreaterThanOrEqual(before)
    modified.push(Date.parse(answer.headers['last-modified'] ?? ''))
  }
  await writing
  expect(modified).toEqual(modified.toSorted((a, b) => a - b))
  expect(titlesOf(await feed.ask('GET'))).toHaveLength(60)
})

test('serves the last good file after a failed job, says why it failed, and retries after a minute', async () => {
  await using service = await startTestService({ broker: 'postgres', env, withWorker: false })
  const feed = await createFeed(service)
  const lastGood = await fetchWithWorker(service, feed)
  await service.createTodo({ title: 'new', deadline_at })
  const asked = feed.ask('GET')
  await waitFor('the job', async () => (await findJobs(service)).length === 2)
  const failed = { state: 'FAILURE', error: 'the disk is full', due_at: null } as const
  await service.db
    .updateTable('calendar_job')
    .set({ ...failed, finished_at: sql<string>`now()`, version: sql`version + 1` })
    .where('due_at', 'is not', null)
    .execute()
  expect((await asked).headers.etag).toBe(lastGood.headers.etag)
  expect((await feed.ask('GET')).headers.etag).toBe(lastGood.headers.etag)
  expect((await service.ask(`GET /feeds/${feed.id}`)).json).toMatchObject({ error: 'the disk is full' })
  expect(await findJobs(service)).toHaveLength(2)

  await service.db
    .updateTable('calendar_job')
    .set({ finished_at: sql<string>`now() - interval '61 seconds'` })
    .where('state', '=', 'FAILURE')
    .execute()
  await using _worker = await service.startWorker()
  await waitFor('the feed to be up to date', async () => titlesOf(await feed.ask('GET')).length === 1)
  expect((await service.ask(`GET /feeds/${feed.id}`)).json).toMatchObject({ error: null })
})

/** Changes each artifact as it is published, or each job as it ends. */
async function changeOnWrite(service: TestService, table: string, change: string): Promise<void> {
  await sql`create function change_row() returns trigger language plpgsql as
    ${sql.lit(`begin ${change}; return new; end`)}`.execute(service.db)
  await sql`create trigger change_row before insert or update on ${sql.table(table)}
    for each row execute function change_row()`.execute(service.db)
}

test('serves a file that expires at once, and generates it once', async () => {
  await using service = await startTestService({ broker: 'postgres', env: patient })
  await changeOnWrite(service, 'artifact', "new.expires_at = now() - interval '1 second'")
  await service.createTodo({ title: 'short-lived', deadline_at })
  const feed = await createFeed(service)
  for (let round = 0; round < 3; round += 1) expect(titlesOf(await feed.ask('GET'))).toEqual(['short-lived'])
  expect(await findJobs(service)).toHaveLength(1)
})

test('stops requesting a file when finished jobs have none', async () => {
  await using service = await startTestService({ broker: 'postgres', env })
  await changeOnWrite(service, 'calendar_job', 'new.artifact_id = null')
  const feed = await createFeed(service)
  expectUnavailable(await feed.ask('GET'))
  const jobs = await findJobs(service)
  expect([1, 2]).toContain(jobs.length)
})

/** Makes all artifacts expire a number of hours earlier. */
const age = (service: TestService, hours: number) =>
  service.db
    .updateTable('artifact')
    .set({ expires_at: sql<string>`expires_at - make_interval(hours => ${hours})` })
    .execute()
const countArtifacts = async (service: TestService) =>
  (await service.db.selectFrom('artifact').select('id').execute()).length

describe('cleaning', () => {
  test('keeps files that feeds serve or clients can still be reading, however old', async () => {
    await using service = await startTestService({ broker: 'postgres', env: patient })
    await service.createTodo({ title: 'old', deadline_at })
    const feed = await createFeed(service)
    const { headers, text } = await feed.ask('GET')
    await age(service, 10_000)
    await clean(service.db)
    const answer = await feed.ask('GET')
    expect([answer.headers.etag, answer.text]).toEqual([headers.etag, text])

    await service.createTodo({ title: 'new', deadline_at })
    expect(titlesOf(await feed.ask('GET'))).toHaveLength(2)
    await clean(service.db)
    expect(await countArtifacts(service)).toBe(2)
    await service.ask(`DELETE /feeds/${feed.id}`)
    await age(service, 2)
    await clean(service.db)
    expect(await countArtifacts(service)).toBe(1)
    await age(service, 10_000)
    await clean(service.db)
    expect(await countArtifacts(service)).toBe(0)
    expect(await service.db.selectFrom('artifact_part').select('job_id').execute()).toEqual([])
  })

  test('deletes jobs of feeds after a day and retired tokens after a year', async () => {
    await using service = await startTestService({ broker: 'postgres', env: patient })
    const feed = await createFeed(service)
    for (const title of ['a', 'b', 'c']) {
      await service.createTodo({ title, deadline_at })
      await feed.ask('GET')
    }
    const { task_id: own } = await service.createTask()
    await service.finishTask(own)
    await service.db
      .updateTable('calendar_job')
      .set({ finished_at: sql<string>`now() - interval '25 hours'` })
      .execute()
    await service.ask(`POST /feeds/${feed.id}/rotate`)
    await clean(service.db)
    expect(await findJobs(service)).toHaveLength(1)
    expect((await service.ask(`GET /todos/ical/${own}/status`)).status).toBe(200)
    expect((await service.ask(`GET /feeds/${feed.id}`)).json).toMatchObject({ file: { written: 3 } })

    expect((await feed.ask('GET')).status).toBe(410)
    await service.db
      .updateTable('retired_feed_token')
      .set({ retired_at: sql<string>`now() - interval '367 days'` })
      .execute()
    await clean(service.db)
    expect((await feed.ask('GET')).status).toBe(404)
  })
})
