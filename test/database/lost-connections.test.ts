import type { Pool, PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { isDatabaseDown, openDatabase } from '../../core/database/db.ts'
import { openQueuePool } from '../../core/queue/bullmq/postgres-backend.ts'
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts'
import { waitFor } from '../harness/wait-for.ts'

describe('a connection lost between two statements', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await createTestDatabase()
  })

  afterAll(async () => {
    await database[Symbol.asyncDispose]()
  })

  async function endBackendOf(client: PoolClient): Promise<void> {
    await using other = openDatabase(database.url, { name: 'test', maxConnections: 1 })
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    // `once` of node:events would listen to errors too.
    const ended = new Promise(resolve => void client.once('end', resolve))
    await other.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await ended
  }

  // Without a listener, pg's error event would be an uncaught exception and fail this run.
  async function expectHandled(pool: Pool): Promise<void> {
    const client = await pool.connect()
    await client.query('begin')
    await endBackendOf(client)
    const error: unknown = await client.query('commit').catch((thrown: unknown) => thrown)
    expect(isDatabaseDown(error)).toBe(true)
    client.release(true)
    expect((await pool.query('select 1 as one')).rows).toHaveLength(1)
  }

  it('fails its transaction, but not the process', async () => {
    await using opened = openDatabase(database.url, { name: 'test', maxConnections: 1 })
    await expectHandled(opened.pool)
  })

  it('does not fail the process in a pool of BullMQ', async () => {
    const pool = openQueuePool(database.url, 'test')
    await expectHandled(pool)
    await pool.end()
  })
})

test('closes all connections of a database whose pool alone was used', async () => {
  await using database = await createTestDatabase()
  const opened = openDatabase(database.url, { name: 'left open', maxConnections: 1 })
  await opened.pool.query('select 1')
  await opened[Symbol.asyncDispose]()
  await using other = openDatabase(database.url, { name: 'test', maxConnections: 1 })
  const countOpen = async () =>
    (await other.pool.query("select from pg_stat_activity where application_name = 'left open'")).rowCount
  await waitFor('its connection to be gone', async () => (await countOpen()) === 0)
})
