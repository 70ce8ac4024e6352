import { Pool, type PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isDatabaseDown, openDatabase } from '../core/db.ts'
import { toPostgresConnection } from '../core/queue/postgres-broker.ts'
import { createTestDatabase, type TestDatabase } from './harness/test-database.ts'

describe('a connection that ends between two statements', () => {
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

  // Unheard, pg's event of it would be an uncaught exception, and fail this run.
  async function expectHeard(pool: Pool): Promise<void> {
    const client = await pool.connect()
    await client.query('begin')
    await endBackendOf(client)
    const error: unknown = await client.query('commit').catch((thrown: unknown) => thrown)
    expect(isDatabaseDown(error)).toBe(true)
    client.release(true)
    expect((await pool.query('select 1 as one')).rows).toHaveLength(1)
  }

  it('fails its transaction, and not the process', async () => {
    await using opened = openDatabase(database.url, { name: 'test', maxConnections: 1 })
    await expectHeard(opened.pool)
  })

  it('does no more to the process where BullMQ holds it', async () => {
    const pool = new Pool(toPostgresConnection(database.url, 'test'))
    await expectHeard(pool)
    await pool.end()
  })
})
