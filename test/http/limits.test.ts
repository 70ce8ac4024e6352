import { once } from 'node:events'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findDatabaseTrouble, openDatabase } from '../../core/database/db.ts'
import { spawnMain } from '../harness/spawn-main.ts'
import { createTestDatabase } from '../harness/test-database.ts'
import { ask, startTestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

test('every connection to the database has its time limits', async () => {
  await using database = await createTestDatabase()
  await using opened = openDatabase(database.url, { name: 'test', maxConnections: 1 })
  const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'TimeZone']
  const { rows } = await sql<Record<string, string>>`
    select name, setting from pg_settings where name = any(${names}) order by lower(name)`.execute(opened.db)
  expect(rows).toEqual([
    { name: 'idle_in_transaction_session_timeout', setting: '30000' },
    { name: 'lock_timeout', setting: '10000' },
    { name: 'statement_timeout', setting: '15000' },
    { name: 'TimeZone', setting: 'UTC' },
  ])
})

test('takes a statement that exceeds its time limit for an overload, not for a bug', async () => {
  await using database = await createTestDatabase()
  await using opened = openDatabase(database.url, { name: 'test', maxConnections: 1, statementTimeoutMs: 50 })
  const error: unknown = await sql`select pg_sleep(5)`.execute(opened.db).catch((error: unknown) => error)
  expect(error).toMatchObject({ code: '57014' })
  expect(findDatabaseTrouble(error)).toBe('slow')
})

test('who dawdles with the headers is shown the door', { timeout: 40_000 }, async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const { hostname, port } = new URL(service.url)
  const socket = connect(Number(port), hostname)
  const startedAtMs = performance.now()
  socket.write('GET /api/v1/health HTTP/1.1\r\nHost: a\r\nX-Slow: ')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 408/)
  expect(performance.now() - startedAtMs).toBeLessThan(25_000)
  socket.destroy()
})

test('no secret comes into the log, at its most talkative', async () => {
  await using database = await createTestDatabase()
  const { password } = new URL(database.url)
  const token = 'a-token-nobody-should-see'
  const brokerPassword = 'nor-this-password'
  await using server = spawnMain('server', {
    PORT: '0',
    DATABASE_URL: database.url,
    BROKER_URL: `redis://user:${brokerPassword}@127.0.0.1:1`,
    API_TOKEN: token,
    LOG_LEVEL: 'trace',
  })
  await server.ready
  const url = await waitFor('the address', () => /"url":"(http[^"]+)"/.exec(server.output())?.[1])
  const headers = { authorization: `Bearer ${token}`, cookie: `taskoverflow_token=${token}` }
  expect((await ask(url, `GET /api/v1/todos?cursor=${token}`, { headers })).status).toBe(400)
  expect((await ask(url, 'POST /api/v1/todos/ical', { headers })).status).toBe(202)
  await waitFor('the broker to be complained about', () => server.output().includes('did not take messages'))
  expect(password).not.toBe('')
  for (const secret of [password, token, brokerPassword]) expect(server.output()).not.toContain(secret)
})
