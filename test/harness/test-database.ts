import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../core/database/db.ts'
import { connect } from '../../embedded-postgres/url.ts'
import { cloneDatabase } from './clone-database.ts'

export type TestDatabase = AsyncDisposable & { url: string }

/** A migrated database of its own, cloned from the suite's template and dropped on disposal. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = await cloneDatabase(template, name)
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      await using client = await connect(template, 'postgres')
      // The first statement waits some seconds for connections that are closing; the second ends all that remain.
      await client
        .query(`drop database ${name}`)
        .catch(() => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** A test database and an open pool for it. */
export async function openTestDatabase(): Promise<Database> {
  await using opening = new AsyncDisposableStack()
  const { url } = opening.use(await createTestDatabase())
  const { db, pool } = opening.use(openDatabase(url, { name: 'test', maxConnections: 10 }))
  const opened = opening.move()
  return { db, pool, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
