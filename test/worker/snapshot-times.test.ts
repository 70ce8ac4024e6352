import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../core/database/db.ts'
import { readSmallSnapshot, selectTodos } from '../../worker/snapshot/snapshot.ts'
import { openTestDatabase } from '../harness/test-database.ts'

const times = [
  ['2030-01-02T03:04:05Z', '2030-01-02T03:04:05.000Z'],
  ['2030-01-02T03:04:05.001Z', '2030-01-02T03:04:05.001Z'],
  ['2030-01-02T03:04:05.999999Z', '2030-01-02T03:04:05.999Z'],
  ['1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z'],
  ['1900-01-01T00:00:00.5Z', '1900-01-01T00:00:00.500Z'],
  ['4500-12-31T23:59:59.999999Z', '4500-12-31T23:59:59.999Z'],
  ['4500-12-31T23:59:59.001Z', '4500-12-31T23:59:59.001Z'],
] as const

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})

afterAll(() => database[Symbol.asyncDispose]())

test('reads times to the millisecond, never rounded up', async () => {
  await database.db.deleteFrom('todo').execute()
  await database.db
    .insertInto('todo')
    .values(times.map(([deadline_at], n) => ({ owner_id: 'local', title: `${n}`, deadline_at })))
    .execute()
  const snapshot = await readSmallSnapshot(database.pool, 'local', 100_000)
  const todos = 'todos' in snapshot ? snapshot.todos : []
  const read = new Map(todos.map(({ title, deadlineAt }) => [title, deadlineAt?.toISOString()]))
  for (const [n, [, expected]] of times.entries()) expect(read.get(`${n}`)).toBe(expected)
})

test('reads a long snapshot in the order of an index, without sorting', async () => {
  await sql`
    insert into todo (owner_id, title, created_at)
    select 'local', 'Todo ' || n, now() - make_interval(secs => n) from generate_series(1, 20000) n`.execute(
    database.db,
  )
  await sql`analyze todo`.execute(database.db)
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain ${sql.raw(selectTodos("'local'"))}`.execute(database.db)
  const plan = rows.map(row => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('todo_newest_first')
  expect(plan).not.toContain('Sort')
})
