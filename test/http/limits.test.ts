import { once } from 'node:events'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findDatabaseTrouble, openDatabase } from '../../core/database/db.ts'
import { spawnServer } from '../harness/spawn-main.ts'
import { parseEnv } from '../../core/process/config.ts'
import { createLog } from '../../core/process/log.ts'
import { serverLimits, startServer } from '../../server/start.ts'
import { createTestDatabase } from '../harness/test-database.ts'
import { ask } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

test('sets time limits on every database connection', async () => {
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

test('reports a statement over its time limit as an overload, not as a bug', async () => {
  await using database = await createTestDatabase()
  await using opened = openDatabase(database.url, { name: 'test', maxConnections: 1, statementTimeoutMs: 50 })
  const error: unknown = await sql`select pg_sleep(5)`.execute(opened.db).catch((error: unknown) => error)
  expect(error).toMatchObject({ code: '57014' })
  expect(findDatabaseTrouble(error)).toBe('slow')
})

test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
  'calls a database unreachable after %s',
  code => {
    expect(findDatabaseTrouble(Object.assign(new Error(code), { code }))).toBe('unreachable')
  },
)

test('answers 408 to a client that sends headers too slowly', async () => {
  expect(serverLimits).toMatchObject({ headersTimeoutMs: 15_000, checkTimeoutsEveryMs: 2_000 })
  await using database = await createTestDatabase()
  const config = { ...parseEnv({ PORT: '0' }), DATABASE_URL: database.url }
  const limits = { ...serverLimits, headersTimeoutMs: 200, checkTimeoutsEveryMs: 50 }
  await using server = await startServer(config, createLog('silent', 'server'), limits)
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.write('GET /api/v1/health HTTP/1.1\r\nHost: a\r\nX-Slow: ')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 408/)
  socket.destroy()
})

test('logs no secret, even at level trace', async () => {
  await using database = await createTestDatabase()
  const { password } = new URL(database.url)
  const token = 'a-token-to-keep-secret'
  const brokerPassword = 'nor-this-password'
  await using server = await spawnServer({
    DATABASE_URL: database.url,
    BROKER_URL: `redis://user:${brokerPassword}@127.0.0.1:1`,
    API_TOKEN: token,
    LOG_LEVEL: 'trace',
  })
  const { url } = server
  const headers = { authorization: `Bearer ${token}`, cookie: `taskoverflow_token=${token}` }
  expect((await ask(url, `GET /api/v1/todos?cursor=${token}`, { headers })).status).toBe(400)
  expect((await ask(url, 'POST /api/v1/todos/ical', { headers })).status).toBe(202)
  await waitFor('the rejection in the log', () => server.output().includes('rejected messages'))
  expect(password).not.toBe('')
  for (const secret of [password, token, brokerPassword]) expect(server.output()).not.toContain(secret)
})
