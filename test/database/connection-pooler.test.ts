import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { parseEnv } from '../../core/process/config.ts'
import { openDatabase } from '../../core/database/db.ts'
import { createLog } from '../../core/process/log.ts'
import { migrateDatabase } from '../../core/database/migrate.ts'
import { openQueuePool } from '../../core/queue/bullmq/postgres-backend.ts'
import { StartupError } from '../../core/process/startup-error.ts'
import { startServer } from '../../server/start.ts'
import { startWorker } from '../../worker/start.ts'
import { createTestDatabase } from '../harness/test-database.ts'
import { hasPgbouncer, startTestPgbouncer } from '../harness/test-pgbouncer.ts'
import { ask } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

/** Reads the parameter names in a client's startup message. */
async function readStartup(connect: (url: string) => Promise<unknown>): Promise<string[]> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const connecting = connect(`postgres://user@127.0.0.1:${port}/todos`).catch(() => {})
  const [socket] = await once(server, 'connection')
  const [message] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  await connecting
  server.close()
  const headerBytes = 8
  return message
    .toString('utf8', headerBytes)
    .split('\0')
    .filter((_, index) => index % 2 === 0)
    .filter(name => name !== '')
}

test('sends no startup parameter that a pooler rejects', async () => {
  const accepted = ['user', 'database', 'application_name', 'client_encoding']
  const ours = await readStartup(async url => {
    await using database = openDatabase(url, { name: 'test', maxConnections: 1 })
    await database.pool.connect()
  })
  const queues = await readStartup(async url => {
    const pool = openQueuePool(url, 'ical')
    await pool.connect().catch(() => {})
    await pool.end()
  })
  for (const names of [ours, queues]) {
    expect(names).toContain('user')
    for (const name of names) expect(accepted).toContain(name)
  }
})

describe.skipIf(!hasPgbouncer)('behind PgBouncer', () => {
  test('creates a calendar in session mode', async () => {
    await using database = await createTestDatabase()
    await using pooler = await startTestPgbouncer(database.url, 'session')
    const config = { ...parseEnv({ PORT: '0', LOG_LEVEL: 'silent' }), DATABASE_URL: pooler.url }
    const log = createLog('silent', 'test')
    await migrateDatabase(pooler.url)
    await using server = await startServer(config, log)
    await using _worker = await startWorker(config, log)
    const json = { title: 'pooled', deadline_at: '2030-01-02T03:04:05' }
    await ask(server.url, 'POST /api/v1/todos', { json })
    const { json: accepted } = await ask(server.url, 'POST /api/v1/todos/ical')
    const { task_id: id } = accepted as { task_id: string }
    const file = await waitFor('the file', async () => {
      const { status, text } = await ask(server.url, `GET /api/v1/todos/ical/${id}/result`)
      return status === 200 && text
    })
    expect(file).toContain('DTSTART:20300102T030405\r\n')
  })

  test('rejects transaction mode with a clear message', async () => {
    await using database = await createTestDatabase()
    await using pooler = await startTestPgbouncer(database.url, 'transaction')
    const config = { ...parseEnv({ PORT: '0' }), DATABASE_URL: pooler.url }
    const log = createLog('silent', 'test')
    const refusal = new StartupError(
      'DATABASE_URL leads to a connection pooler in transaction mode: use its session mode, or PostgreSQL itself.',
    )
    await expect(migrateDatabase(pooler.url)).rejects.toEqual(refusal)
    await expect(startServer(config, log)).rejects.toEqual(refusal)
    await expect(startWorker(config, log)).rejects.toEqual(refusal)
  })
})
