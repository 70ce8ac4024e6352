import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../core/database/db.ts'
import { connect } from '../../embedded-postgres/url.ts'

export type TestDatabase = AsyncDisposable & { url: string }

/** A migrated database of its own, cloned from the suite's template and dropped on disposal. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await clone(template, name)
  const url = new URL(template)
  url.pathname = `/${name}`
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      await using client = await connect(template, 'postgres')
      // Waits some seconds for those who are about to leave; whoever stays after that is shown the door.
      await client
        .query(`drop database ${name}`)
        .catch(() => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** Such a database, opened; it is dropped once it is closed. */
export async function openTestDatabase(): Promise<Database> {
  await using opening = new AsyncDisposableStack()
  const { url } = opening.use(await createTestDatabase())
  const { db, pool } = opening.use(openDatabase(url, { name: 'test', maxConnections: 10 }))
  const opened = opening.move()
  return { db, pool, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

const objectInUse = '55006'

async function clone(template: URL, name: string): Promise<void> {
  await using client = await connect(template, 'postgres')
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`create database ${name} template ${template.pathname.slice(1)} strategy file_copy`)
      return
    } catch (error) {
      // The migration's connections, or autovacuum, may still be in the template.
      if ((error as { code?: string }).code !== objectInUse || attempt === 100) throw error
      await setTimeout(50)
    }
  }
}
