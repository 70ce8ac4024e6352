import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../core/database/db.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { lockOwner } from '../../core/todos/todos-changed.ts'
import { localOwner } from '../../schema/owner.ts'
import { openTestDatabase } from '../harness/test-database.ts'
import { waitForLocks } from '../harness/wait-for-locks.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})

afterAll(() => database[Symbol.asyncDispose]())

const readRevision = async () =>
  (await database.db.selectFrom('owner').select('todos_revision').executeTakeFirstOrThrow()).todos_revision

test('dates concurrent todos in the order of their revisions', async () => {
  const { db } = database
  const { creating, releasedAt } = await db.transaction().execute(async tx => {
    await lockOwner(tx, localOwner)
    const made = Array.from({ length: 4 }, (_, n) =>
      createTodo(db, localOwner, { title: `${n}`, completed: true }),
    )
    await waitForLocks(database.db, made.length)
    const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
    return { creating: Promise.all(made), releasedAt: rows[0]?.now ?? '' }
  })
  for (const todo of await creating) {
    expect(todo.createdAt > releasedAt).toBe(true)
    expect([todo.updatedAt, todo.completedAt]).toEqual([todo.createdAt, todo.createdAt])
  }
})

test('deletes a todo once under concurrent requests, and increments the revision once', async () => {
  const { db } = database
  const { id } = await createTodo(db, localOwner, { title: 'once' })
  const before = await readRevision()
  const deleting = await db.transaction().execute(async tx => {
    await lockOwner(tx, localOwner)
    const asked = Array.from({ length: 5 }, () => deleteTodo(db, localOwner, id))
    await waitForLocks(database.db, asked.length)
    return { answers: Promise.all(asked) }
  })
  const deleted = (await deleting.answers).filter(todo => todo !== undefined)
  expect(deleted.map(({ title }) => title)).toEqual(['once'])
  expect(await readRevision()).toBe(before + 1)
})

test('changes todos one after the other while a job of their owner is being inserted', async () => {
  const { db } = database
  const todos = await Promise.all(
    Array.from({ length: 3 }, (_, n) => createTodo(db, localOwner, { title: `${n}` })),
  )
  const before = await readRevision()
  const inserted = Promise.withResolvers<void>()
  const inserting = db.transaction().execute(async tx => {
    // As the foreign key of a job does.
    await sql`select from owner where id = ${localOwner} for key share`.execute(tx)
    await inserted.promise
  })
  const changing = await db.transaction().execute(async tx => {
    await lockOwner(tx, localOwner)
    const changes = todos.flatMap(({ id }, n) => [
      createTodo(db, localOwner, { title: `new ${n}` }),
      deleteTodo(db, localOwner, id),
    ])
    await waitForLocks(database.db, changes.length)
    return { changes: Promise.all(changes) }
  })
  await changing.changes.finally(inserted.resolve)
  await inserting
  expect(await readRevision()).toBe(before + 6)
})

test('keeps the revision when a todo to delete is missing or belongs to another owner', async () => {
  const { db } = database
  await sql`insert into owner (id) values ('other') on conflict do nothing`.execute(db)
  const { rows } = await sql<{ id: number }>`
    insert into todo (owner_id, title) values ('other', 'theirs') returning id`.execute(db)
  const before = await readRevision()
  expect(await deleteTodo(db, localOwner, rows[0]?.id ?? 0)).toBeUndefined()
  expect(await deleteTodo(db, localOwner, 999_999_999)).toBeUndefined()
  expect(await readRevision()).toBe(before)
  expect(
    await db
      .selectFrom('todo')
      .select('title')
      .where('owner_id', '=', sql<never>`'other'`)
      .execute(),
  ).toEqual([{ title: 'theirs' }])
})

test('moves a repeating todo once when several connections complete its occurrence at once', async () => {
  const { db } = database
  const repeat = { rule: 'FREQ=WEEKLY;COUNT=9', from: 'deadline' as const }
  for (const occurrence of [undefined, '2040-01-06']) {
    const { id } = await createTodo(db, localOwner, { title: 'a', deadlineOn: '2040-01-06', repeat })
    const completing = await db.transaction().execute(async tx => {
      await lockOwner(tx, localOwner)
      const changes = [1, 2, 3].map(() => updateTodo(db, localOwner, id, { completed: true, occurrence }))
      await waitForLocks(database.db, changes.length)
      return { all: Promise.all(changes) }
    })
    for (const todo of await completing.all)
      expect(todo).toMatchObject({
        completed: false,
        deadlineOn: '2040-01-13',
        repeat: { rule: 'FREQ=WEEKLY;COUNT=8' },
        completions: [{ deadlineOn: '2040-01-06' }],
      })
  }
})
