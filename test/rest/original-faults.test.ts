import { Redis } from 'ioredis'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { parseEnv } from '../../core/process/config.ts'
import { createLog } from '../../core/process/log.ts'
import { migrateDatabase } from '../../core/database/migrate.ts'
import { startServer } from '../../server/start.ts'
import { spawnMain } from '../harness/spawn-main.ts'
import { startTestPostgres } from '../harness/test-postgres.ts'
import { hasRedis } from '../harness/test-redis.ts'
import {
  type Answer,
  ask,
  brokers,
  startTestService,
  type TestService,
  useService,
} from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const deadline = '2023-04-03T14:00:00'

/** Starts another server, which can find its broker or database in a bad state. */
async function startServerOn(env: TestService['env']) {
  const settings = parseEnv({ PORT: '0', LOG_LEVEL: 'silent', ...env })
  return startServer({ ...settings, DATABASE_URL: env.DATABASE_URL ?? '' }, createLog('silent', 'server'))
}

async function measure(work: Promise<Answer>): Promise<Answer & { ms: number }> {
  const startedAtMs = performance.now()
  const answer = await work
  return { ...answer, ms: performance.now() - startedAtMs }
}

/** The waiting messages, as the broker stores them. */
async function readMessages({ redis, db }: TestService): Promise<string[]> {
  if (!redis) {
    const { rows } = await sql<{ message: string }>`select job::text as message from bullmq.job`.execute(db)
    return rows.map(({ message }) => message)
  }
  const client = new Redis(redis.url)
  try {
    const keys = (await client.keys('bull:ical:*')).filter(key => /:[0-9a-f]{8}-/.test(key))
    return await Promise.all(keys.map(async key => JSON.stringify(await client.hgetall(key))))
  } finally {
    client.disconnect()
  }
}

describe.each(brokers)('the service avoids faults of the original on %s', broker => {
  const service = useService({ broker })

  test('generates a calendar despite a todo without a deadline', async () => {
    await service.replaceTodos([{ title: 'undated' }, { title: 'dated', deadline_at: `${deadline}Z` }])
    const { task_id: id } = await service.createTask()
    expect(await service.finishTask(id)).toMatchObject({
      task_status: 'SUCCESS',
      written: 1,
      skipped: { no_deadline: 1 },
    })
    const { text } = await service.ask(`GET /todos/ical/${id}/result`)
    expect(text).toContain('SUMMARY:dated')
    expect(text).not.toContain('undated')
  })

  test('writes no DESCRIPTION for a todo without one', async () => {
    await service.replaceTodos([{ title: 'x', deadline_at: `${deadline}Z`, description: null }])
    const { task_id: id } = await service.createTask()
    await service.finishTask(id)
    expect((await service.ask(`GET /todos/ical/${id}/result`)).text).not.toMatch(/DESCRIPTION|None|null/)
  })

  test('finishes the task of a killed worker with another one', async () => {
    const env = { LEASE_SECONDS: '10' }
    await using service = await startTestService({ broker, env, withWorker: false })
    const { task_id: id } = await service.createTask()
    const read = async () => (await service.ask(`GET /todos/ical/${id}/status`)).json
    await using doomed = spawnMain('worker', { ...service.env, SIMULATED_WORK_SECONDS: '60' })
    await doomed.ready
    await waitFor('STARTED', async () => JSON.stringify(await read()).includes('STARTED'))
    await doomed.kill()
    expect(await read()).toMatchObject({ task_status: 'PENDING' })
    await using _other = await service.startWorker({ LEASE_SECONDS: '30' })
    expect(await service.finishTask(id, 60_000)).toMatchObject({ task_status: 'SUCCESS', attempt: 2 })
  })

  test('reports a failed task, and retries it', async () => {
    await using service = await startTestService({ broker })
    // Makes the first failed attempt the last one.
    await sql`create function fail() returns trigger language plpgsql as $$ begin
      raise exception 'secret detail'; end $$`.execute(service.db)
    await sql`create trigger fail before insert on artifact_part for each row execute function fail()`.execute(
      service.db,
    )
    await sql`alter table calendar_job alter failures set default 4`.execute(service.db)

    const { task_id: id } = await service.createTask()
    const task = await service.finishTask(id)
    expect(task).toMatchObject({ task_status: 'FAILURE', error: expect.stringMatching(/^Unexpected error/) })
    expect(task.error).not.toContain('secret')
    const { status, json } = await service.ask(`GET /todos/ical/${id}/result`)
    expect(status).toBe(404)
    expect(json).toEqual({ error: expect.stringMatching(/failed/) })
    expect(json).toEqual({ error: expect.stringContaining(task.error ?? '') })

    await sql`drop trigger fail on artifact_part`.execute(service.db)
    const retried = await service.ask(`POST /todos/ical/${id}/retry`)
    const { task_id: newId } = retried.json as { task_id: string }
    expect(await service.finishTask(newId)).toMatchObject({ task_status: 'SUCCESS', retry_of: id })
  })

  test('keeps a result for more than a day, and answers 410 after it has expired', async () => {
    const { task_id: id } = await service.createTask()
    await service.finishTask(id)
    const age = (hours: number) =>
      sql`
      with job as (update calendar_job set created_at = created_at - make_interval(hours => ${hours}),
        finished_at = finished_at - make_interval(hours => ${hours}))
      update artifact set created_at = created_at - make_interval(hours => ${hours}),
        expires_at = expires_at - make_interval(hours => ${hours})`.execute(service.db)
    const read = async (what: string) => (await service.ask(`GET /todos/ical/${id}/${what}`)).status
    await age(25)
    expect(await read('result')).toBe(200)
    await age(6 * 24)
    expect(await read('result')).toBe(410)
    expect((await service.ask(`GET /todos/ical/${id}/status`)).json).toMatchObject({ state: 'SUCCESS' })
  })

  test('sends the id of a task in its message, not the todos', async () => {
    await using service = await startTestService({ broker, withWorker: false })
    await service.replaceTodos(
      Array.from({ length: 1001 }, () => ({ title: 'not for the queue', deadline_at: `${deadline}Z` })),
    )
    const { task_id: id } = await service.createTask()
    const [message = '', ...others] = await waitFor('the message', async () => {
      const messages = await readMessages(service)
      return messages.length > 0 && messages
    })
    expect(others).toEqual([])
    expect(message).toContain(id)
    expect(message).not.toContain('not for')
    expect(message.length).toBeLessThan(1000)
  })

  test('rejects a PUT of a time that could not be read again', async () => {
    const todo = await service.createTodo({ title: 'x', deadline_at: deadline })
    for (const deadlineAt of ['infinity', '-infinity', '0044-03-15 BC', '4714-11-24 BC', '294276-12-31']) {
      const { status, json } = await service.ask(`PUT /todos/${todo.id}`, {
        json: { deadline_at: deadlineAt },
      })
      expect([status, json]).toEqual([400, { error: expect.stringContaining('deadline_at') }])
    }
    expect((await service.ask(`GET /todos/${todo.id}`)).json).toEqual(todo)
    expect((await service.ask('GET /todos')).json).toContainEqual(todo)
  })

  test('treats offsets in POST and PUT alike', async () => {
    const json = { title: 'x', deadline_at: '2023-04-04T00:00:00+10:00' }
    const created = await service.createTodo(json)
    const { id } = await service.createTodo({ title: 'x' })
    const changed = await service.ask(`PUT /todos/${id}`, { json })
    expect([created, changed.json]).toMatchObject([{ deadline_at: deadline }, { deadline_at: deadline }])
  })

  test('pages a long list, uses an index and limits bodies', async () => {
    await service.replaceTodos(Array.from({ length: 5000 }, (_, index) => ({ title: `todo ${index}` })))
    const { headers, json } = await service.ask('GET /todos?limit=10')
    expect(json).toHaveLength(10)
    expect(headers['link']).toMatch(/rel="next"$/)
    await sql`analyze todo`.execute(service.db)
    const { rows } = await sql<object>`explain select * from todo
      where owner_id = 'local' order by created_at desc, id desc limit 11`.execute(service.db)
    expect(JSON.stringify(rows)).toMatch(/Index Scan using todo_newest_first/)
    expect(JSON.stringify(rows)).not.toMatch(/Sort|Seq Scan/)
    const body = JSON.stringify({ title: 'x', description: 'x'.repeat(533_000) })
    expect(
      await service.ask('POST /todos', { body, headers: { 'content-type': 'application/json' } }),
    ).toMatchObject({ status: 413 })
  })

  test('answers errors in JSON without internal details', async () => {
    await using service = await startTestService({ broker, withWorker: false })
    await sql`alter table todo rename to secret`.execute(service.db)
    const headers = { accept: 'text/html' }
    const answers = [
      await service.ask('GET /todos', { headers }),
      await service.ask('GET /todos/1', { headers }),
      await service.ask('POST /todos', { headers, json: { title: 'x' } }),
      await service.ask('DELETE /todos/1', { headers }),
    ]
    for (const { status, headers, json, text } of answers) {
      expect([status, headers['content-type']]).toEqual([500, 'application/json'])
      expect(json).toEqual({ error: 'Unexpected error', request_id: expect.any(String) })
      expect(text).not.toMatch(/relation|select|todo|\bat /i)
    }
    expect((await service.ask('GET /health')).status).toBe(200)
    expect((await service.ask('GET /nowhere', { headers })).text).toBe('{"error":"Not found"}')
  })
})

/** Sends twenty requests while the broker accepts nothing. */
async function acceptTasks(url: string): Promise<string[]> {
  const ids: string[] = []
  const times: number[] = []
  while (ids.length < 20) {
    const { status, json, ms } = await measure(ask(url, 'POST /api/v1/todos/ical'))
    expect(status).toBe(202)
    ids.push((json as { task_id: string }).task_id)
    times.push(ms)
    const health = await measure(ask(url, 'GET /api/v1/health'))
    expect(health).toMatchObject({ status: 200, text: '{"status":"ok"}' })
    times.push(health.ms)
  }
  // No request waits for the broker, whose time limit is two seconds. The median, because the machine can be busy.
  expect(times.toSorted((a, b) => a - b)[20]).toBeLessThan(500)
  expect(Math.max(...times)).toBeLessThan(1_900)
  return ids
}

async function expectSuccess(service: TestService, ids: string[]) {
  for (const id of ids) expect(await service.finishTask(id)).toMatchObject({ task_status: 'SUCCESS' })
}

describe.skipIf(!hasRedis)('with a broker that is down', () => {
  test('accepts tasks at once when the broker goes down, and finishes them when it is back', async () => {
    await using service = await startTestService({ broker: 'redis' })
    await service.redis?.stop()
    const ids = await acceptTasks(service.url)
    await service.redis?.start()
    await expectSuccess(service, ids)
  })

  test('accepts tasks at once when the broker stops answering, and finishes them when it is back', async () => {
    await using service = await startTestService({ broker: 'redis' })
    service.redis?.pause()
    const ids = await acceptTasks(service.url)
    service.redis?.resume()
    await expectSuccess(service, ids)
  })

  test('accepts tasks at once when the server starts without the broker, and finishes them when it is up', async () => {
    await using service = await startTestService({ broker: 'redis', withWorker: false })
    await service.redis?.stop()
    await using server = await startServerOn(service.env)
    await using _worker = await service.startWorker()
    const ids = await acceptTasks(server.url)
    await service.redis?.start()
    await expectSuccess(service, ids)
  })
})

test('is not ready while the list of todos fails', async () => {
  await using postgres = await startTestPostgres()
  await migrateDatabase(postgres.url)
  await using server = await startServerOn({ DATABASE_URL: postgres.url })
  const readStatus = async (path: string) => (await ask(server.url, `GET ${path}`)).status
  expect(await readStatus('/readyz')).toBe(200)
  await postgres.stop()
  expect(await readStatus('/readyz')).toBe(503)
  const list = await ask(server.url, 'GET /api/v1/todos')
  expect(list).toMatchObject({ status: 503, json: { error: expect.any(String) } })
  expect(list.headers['retry-after']).toMatch(/^\d+$/)
  expect(await readStatus('/livez')).toBe(200)
  expect(await measure(ask(server.url, 'GET /api/v1/health'))).toMatchObject({ status: 200 })
  await postgres.start()
  await waitFor('the list', async () => (await readStatus('/api/v1/todos')) === 200)
  expect(await readStatus('/readyz')).toBe(200)
})
