import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../core/database/db.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteOldTodoKeys, findTodoOfKey, hashNewTodo } from '../../core/todos/todo-key.ts'
import { localOwner, type OwnerId } from '../../schema/owner.ts'
import { openTestDatabase } from '../harness/test-database.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})

afterAll(() => database[Symbol.asyncDispose]())

const todo = { title: 'Once' }
const key = { key: 'k', requestHash: hashNewTodo(todo) }
const create = (ownerId: OwnerId, its = key) => createTodo(database.db, ownerId, todo, its)

test('lets each owner have a key', async () => {
  const { db } = database
  await sql`insert into owner (id) values ('other')`.execute(db)
  const other = 'other' as OwnerId
  const made = await Promise.all([localOwner, other, localOwner, other].map(ownerId => create(ownerId)))
  const [own, others] = made.map(({ id }) => id)
  expect(made.map(({ id }) => id)).toEqual([own, others, own, others])
  expect(own).not.toBe(others)
  expect(await findTodoOfKey(db, other, key)).toMatchObject({ id: others })
})

test('frees a key after 90 days', async () => {
  const { db } = database
  const age = (days: number) =>
    sql`update todo_key set created_at = now() - make_interval(days => ${days}) where key = 'aging'`.execute(
      db,
    )
  const aging = { ...key, key: 'aging' }
  const made = await create(localOwner, aging)
  await age(89)
  expect(await create(localOwner, aging)).toEqual(made)
  expect(await deleteOldTodoKeys(db, 10)).toBe(0)
  await age(91)
  expect(await findTodoOfKey(db, localOwner, aging)).toBeUndefined()
  const next = await create(localOwner, aging)
  expect(next.id).not.toBe(made.id)
  expect(await create(localOwner, aging)).toEqual(next)
  await age(91)
  expect(await deleteOldTodoKeys(db, 10)).toBe(1)
})
