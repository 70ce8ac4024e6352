import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Database } from '../../core/database/db.ts'
import { updateSettings } from '../../core/settings/settings.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { matches } from '../../core/todos/todo-filter.ts'
import { localOwner } from '../../schema/owner.ts'
import { openTestDatabase } from '../harness/test-database.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
  await sql`create schema fake`.execute(database.db)
  return () => database[Symbol.asyncDispose]()
})

/** The titles of the todos that are due within a number of days of a moment. */
async function titlesWithin(days: number, now: string): Promise<string[]> {
  return database.db.transaction().execute(async tx => {
    await sql`create or replace function fake.now() returns timestamptz stable
      return ${sql.lit(now)}::timestamptz`.execute(tx)
    await sql`set local search_path = fake, pg_catalog, public`.execute(tx)
    const rows = await tx
      .selectFrom('todo')
      .select('title')
      .where(matches(localOwner, { windowDays: days }))
      .orderBy('deadline_at')
      .execute()
    return rows.map(({ title }) => title)
  })
}

test.each([
  // Half past eleven at night, before the day of 23 hours.
  ['2026-03-28T22:30:00Z', 1, ['2026-03-27', '2026-03-28', 'in 23 hours', '2026-03-29', 'in 24 hours']],
  // Half past midnight, on the day of 25 hours.
  ['2026-10-24T22:30:00Z', 1, ['in 23 hours', 'in 24 hours', '2026-10-25', '2026-10-26']],
  ['2026-10-24T22:30:00Z', 0, ['2026-10-25']],
  ['2026-10-26T22:30:00Z', -1, ['2026-10-25']],
])('counts days of the calendar when the clocks change: at %s, %i days', async (now, days, titles) => {
  const { db } = database
  await db.deleteFrom('todo').execute()
  await updateSettings(db, localOwner, { timeZone: 'Europe/Berlin' })
  for (const hours of [23, 24, 26]) {
    const deadlineAt = new Date(Date.parse(now) + hours * 3_600_000).toISOString()
    await createTodo(db, localOwner, { title: `in ${hours} hours`, deadlineAt })
  }
  const dates = now < '2026-06' ? ['03-27', '03-28', '03-29', '03-30'] : ['10-25', '10-26', '10-27']
  for (const day of dates)
    await createTodo(db, localOwner, { title: `2026-${day}`, deadlineOn: `2026-${day}` })
  expect(await titlesWithin(days, now)).toEqual(titles)
})
