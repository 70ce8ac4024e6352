import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../core/database/db.ts'
import { deleteTodoList } from '../../core/lists/deleted-lists.ts'
import { createTodoList, getTodoLists } from '../../core/lists/todo-lists.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import {
  deleteOldTombstones,
  emptyOldTrash,
  emptyTrash,
  listTrash,
  restoreTodo,
} from '../../core/todos/trash.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { openTestDatabase } from '../harness/test-database.ts'
import { waitForLocks } from '../harness/wait-for-locks.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})

afterAll(() => database[Symbol.asyncDispose]())

const readOwner = () =>
  database.db
    .selectFrom('owner')
    .select(['todos_revision', 'todos_log_from'])
    .where('id', '=', localOwner)
    .executeTakeFirstOrThrow()

async function deleteDaysAgo(title: string, days: number) {
  const { db } = database
  const todo = await createTodo(db, localOwner, { title })
  await deleteTodo(db, localOwner, todo.id)
  await sql`
    update deleted_todo set deleted_at = now() - make_interval(days => ${days}) where id = ${todo.id}`.execute(
    db,
  )
  return { ...todo, ...(await readOwner()) }
}

test('deletes todos permanently after 30 days, and their records after 90', async () => {
  const { db } = database
  const oldest = await deleteDaysAgo('oldest', 91)
  const old = await deleteDaysAgo('old', 31)
  const recent = await deleteDaysAgo('recent', 29)
  expect(await emptyOldTrash(db, 1)).toBe(1)
  expect(await emptyOldTrash(db, 10)).toBe(1)
  expect(await emptyOldTrash(db, 10)).toBe(0)
  const page = await listTrash(db, localOwner, { limit: 10, maxBytes: 1e6 })
  expect(page.todos.map(({ title }) => title)).toEqual(['recent'])
  await expect(restoreTodo(db, localOwner, old.id)).rejects.toThrow('not found in the trash')

  expect(await deleteOldTombstones(db, 10)).toBe(1)
  expect(await deleteOldTombstones(db, 10)).toBe(0)
  const left = await db.selectFrom('deleted_todo').select('id').orderBy('id').execute()
  expect(left.map(({ id }) => id)).toEqual([old.id, recent.id])
  expect((await readOwner()).todos_log_from).toBe(oldest.todos_revision)
})

test('ends a page of the trash early when texts are long', async () => {
  const { db } = database
  for (const title of ['a', 'b', 'c']) {
    const { id } = await createTodo(db, localOwner, { title, description: 'x'.repeat(10_000) })
    await deleteTodo(db, localOwner, id)
  }
  const page = await listTrash(db, localOwner, { limit: 10, maxBytes: 15_000 })
  expect(page.todos.map(({ title }) => title)).toEqual(['c', 'b'])
  expect(page.hasMore).toBe(true)
})

test('restores a todo into the inbox when its list is gone, with a higher SEQUENCE', async () => {
  const { db } = database
  const list = await createTodoList(db, localOwner, { name: 'Short-lived' })
  const todo = await createTodo(db, localOwner, { title: 'survivor', listId: list.id })
  await sql`update todo set import_hash = 'of its row', properties = '{X-NOTE:kept}' where id = ${todo.id}`.execute(
    db,
  )
  await deleteTodo(db, localOwner, todo.id)
  await deleteTodoList(db, localOwner, list.id)
  const [inbox] = await getTodoLists(db, localOwner)
  expect(await restoreTodo(db, localOwner, todo.id)).toMatchObject({
    id: todo.id,
    uid: todo.uid,
    listId: inbox?.id,
    revision: todo.revision + 1,
  })
  const row = await db.selectFrom('todo').selectAll().where('id', '=', todo.id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ import_hash: 'of its row', properties: ['X-NOTE:kept'] })
})

test("keeps todos out of another owner's lists, trash and inbox", async () => {
  const { db } = database
  await db.insertInto('owner').values({ id: 'other' }).execute()
  const [theirs] = await getTodoLists(db, 'other')
  const listId = theirs?.id ?? 0
  await expect(createTodo(db, localOwner, { title: 'x', listId })).rejects.toThrow('no such list')
  const mine = await createTodo(db, localOwner, { title: 'mine' })
  await expect(updateTodo(db, localOwner, mine.id, { listId })).rejects.toThrow('no such list')
  await deleteTodo(db, localOwner, mine.id)
  await expect(restoreTodo(db, 'other', mine.id)).rejects.toThrow('not found')
  expect((await listTrash(db, 'other', { limit: 10, maxBytes: 1e6 })).todos).toEqual([])
  await expect(deleteTodoList(db, localOwner, listId)).rejects.toThrow('List not found')
  expect(await createTodo(db, 'other', { title: 'y' })).toMatchObject({ listId })
})

test('does not find a todo that is deleted permanently while it is restored', async () => {
  const { db } = database
  const { id } = await createTodo(db, localOwner, { title: 'late' })
  await deleteTodo(db, localOwner, id)
  let restoring: Promise<unknown> | undefined
  await db.transaction().execute(async tx => {
    await emptyTrash(tx, localOwner)
    restoring = restoreTodo(db, localOwner, id).catch((error: unknown) => error)
    await waitForLocks(db)
  })
  expect(await restoring).toMatchObject({ code: 'notFound' })
})
