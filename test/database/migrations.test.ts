import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, inject, test } from 'vitest'
import { type Db, openDatabase } from '../../core/database/db.ts'
import { assertMigrated } from '../../core/database/migrate.ts'
import { checkHealth } from '../../core/process/check-health.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import { getTodo } from '../../core/todos/get-todo.ts'
import { restoreTodo } from '../../core/todos/trash.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { connect } from '../../embedded-postgres/url.ts'
import { migrations } from '../../schema/migrations/index.ts'
import { localOwner } from '../../schema/owner.ts'
import { waitForLocks } from '../harness/wait-for-locks.ts'

/** A database without a schema. */
async function createEmptyDatabase(): Promise<AsyncDisposable & { url: string }> {
  const server = new URL(inject('templateUrl'))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await using client = await connect(server, 'postgres')
  await client.query(`create database ${name}`)
  return {
    url: new URL(`/${name}`, server).href,
    async [Symbol.asyncDispose]() {
      await using client = await connect(server, 'postgres')
      await client.query(`drop database ${name} with (force)`)
    },
  }
}

async function migrateTo(db: Db, name: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateTo(name)
  expect(error).toBeUndefined()
}

const readLog = async (db: Db) =>
  db.selectFrom('owner').select(['todos_revision', 'todos_log_from']).executeTakeFirstOrThrow()

test.each([
  // The statements of a write, which takes its locks in the one order or in the other.
  [
    sql`select from owner where id = 'local' for no key update`,
    sql`insert into todo (owner_id, title) values ('local', 'begun before')`,
  ],
  [
    sql`insert into todo (owner_id, title) values ('local', 'begun before')`,
    sql`select mark_todos_changed('local')`,
  ],
])('waits for a write that has begun, without a deadlock', async (first, second) => {
  await using database = await createEmptyDatabase()
  await using opened = openDatabase(database.url, { name: 'test', maxConnections: 3 })
  const { db } = opened
  await migrateTo(db, '0010-recurrence')
  const writer = await db.startTransaction().execute()
  await first.execute(writer)
  const migrating = migrateTo(db, '0011-lists-and-change-log')
  await waitForLocks(db)
  await second.execute(writer)
  await writer.commit().execute()
  await migrating
  expect(await db.selectFrom('todo').select('title').execute()).toEqual([{ title: 'begun before' }])
})

test('is neither ready nor lets a server start before all migrations have run', async () => {
  await using database = await createEmptyDatabase()
  await using opened = openDatabase(database.url, { name: 'test', maxConnections: 3 })
  const { db } = opened
  const [last = '', beforeLast = ''] = Object.keys(migrations).toReversed()
  const expectNotMigrated = async () => {
    expect(await checkHealth(db, 1_000)).toEqual({ ready: false, database: 'not migrated', consuming: null })
    await expect(assertMigrated(db)).rejects.toThrow('older than this program: run `npm run migrate` first')
  }
  await expectNotMigrated()
  await migrateTo(db, beforeLast)
  await expectNotMigrated()
  await migrateTo(db, last)
  expect(await checkHealth(db, 1_000)).toEqual({ ready: true, database: 'ok', consuming: true })
  await assertMigrated(db)
})

test('keeps todos through the migration to lists, and understands servers of the release before', async () => {
  await using database = await createEmptyDatabase()
  await using opened = openDatabase(database.url, { name: 'test', maxConnections: 2 })
  const { db } = opened
  await migrateTo(db, '0010-recurrence')
  const insert = sql<{ id: number; uid: string }>`
    insert into todo (owner_id, title, description, deadline_on)
    select 'local', 'Übung ' || n, case when n = 2 then 'Zwei' end, '2030-01-02' from generate_series(1, 3) n
    returning id, uid`
  const { rows: before } = await insert.execute(db)
  await sql`select mark_todos_changed('local')`.execute(db)

  await migrateTo(db, '0011-lists-and-change-log')
  const { rows: lists } = await sql<{ id: number }>`select id from todo_list where is_inbox`.execute(db)
  const inboxId = lists[0]?.id ?? 0
  const todos = await Promise.all(before.map(({ id }) => getTodo(db, localOwner, id)))
  expect(todos.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
  expect(todos).toMatchObject(
    before.map(() => ({ listId: inboxId, tags: [], priority: 'none', deadlineOn: '2030-01-02' })),
  )
  const { rows: found } = await sql`select from todo where search_text like '%ubung 2%zwei%'`.execute(db)
  expect(found).toHaveLength(1)
  // There is no log of what happened before.
  expect(await readLog(db)).toEqual({ todos_revision: 1, todos_log_from: 1 })

  // The statements of an old server. What it changes is not in the log either.
  await insert.execute(db)
  await sql`select mark_todos_changed('local')`.execute(db)
  expect(await readLog(db)).toEqual({ todos_revision: 2, todos_log_from: 2 })
  expect((await db.selectFrom('todo').select('list_id').execute()).map(row => row.list_id)).toEqual(
    Array.from({ length: 6 }, () => inboxId),
  )

  // The program's own statements know the tables of the newest migration.
  await migrateTo(db, Object.keys(migrations).at(-1) ?? '')
  const id = before[0]?.id ?? 0
  await updateTodo(db, localOwner, id, { tags: ['x'] })
  await deleteTodo(db, localOwner, id)
  expect(await restoreTodo(db, localOwner, id)).toMatchObject({
    uid: before[0]?.uid,
    tags: ['x'],
    listId: inboxId,
  })
  expect(await readLog(db)).toEqual({ todos_revision: 5, todos_log_from: 2 })
})
