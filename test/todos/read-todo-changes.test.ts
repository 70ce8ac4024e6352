import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../core/database/db.ts'
import { deleteTodoList } from '../../core/lists/deleted-lists.ts'
import { createTodoList } from '../../core/lists/todo-lists.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import { readTodoChanges } from '../../core/todos/read-todo-changes.ts'
import { deleteOldTombstones, emptyTrash, restoreTodo } from '../../core/todos/trash.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { openTestDatabase } from '../harness/test-database.ts'

let database: Database
let start: number
beforeAll(async () => {
  database = await openTestDatabase()
  return () => database[Symbol.asyncDispose]()
})
beforeEach(async () => {
  ;({ revision: start } = await read(undefined))
})

const read = (after: number | undefined) => readTodoChanges(database.db, localOwner, after)
const create = (title: string, description?: string) =>
  createTodo(database.db, localOwner, { title, description })
const remove = (id: number) => deleteTodo(database.db, localOwner, id)

/** All pieces after a revision. */
async function readAll(after: number) {
  const pieces = []
  for (let seen = after; ;) {
    const piece = await read(seen)
    if (piece.revision === seen) return pieces
    pieces.push(piece)
    seen = piece.revision
  }
}

test('has nothing after the newest revision, and nothing without one', async () => {
  await create('a')
  const { revision } = await read(undefined)
  expect(revision).toBe(start + 1)
  for (const after of [undefined, revision])
    expect(await read(after)).toMatchObject({ revision, changed: [], deleted: [], lists: null, reset: false })
})

test('has each todo once, as it is now, in the order of the last changes', async () => {
  const [a, b, c] = [await create('a'), await create('b'), await create('c')]
  await updateTodo(database.db, localOwner, a.id, { title: 'A' })
  await remove(b.id)
  const { revision, changed, deleted } = await read(start)
  expect(changed.map(({ title }) => title)).toEqual(['c', 'A'])
  expect(deleted).toEqual([{ id: b.id, uid: b.uid }])
  expect(revision).toBe(start + 5)
  const restored = await restoreTodo(database.db, localOwner, b.id)
  expect(await read(revision)).toMatchObject({ changed: [restored], deleted: [], revision: revision + 1 })
  expect((await read(start)).deleted).toEqual([])
  await remove(c.id)
})

test('keeps a deletion when the trash is emptied, and is reset when its tombstone is deleted', async () => {
  const { id, uid } = await create('a')
  await remove(id)
  await emptyTrash(database.db, localOwner)
  expect((await read(start)).deleted).toEqual([{ id, uid }])
  await sql`update deleted_todo set deleted_at = now() - interval '91 days' where id = ${id}`.execute(
    database.db,
  )
  await deleteOldTombstones(database.db, 1_000)
  const revision = start + 2
  const reset = { revision, changed: [], deleted: [], lists: null, reset: true }
  expect(await read(start)).toMatchObject(reset)
  expect(await read(revision - 1)).toMatchObject(reset)
  expect(await read(revision + 1)).toMatchObject(reset)
  expect(await read(revision)).toMatchObject({ ...reset, reset: false })
})

test('has all lists when one has changed, and knows those of the todos otherwise', async () => {
  const list = await createTodoList(database.db, localOwner, { name: 'Uni' })
  const { revision, lists } = await read(start)
  expect(lists?.map(({ name, position }) => [name, position])).toEqual([
    ['Inbox', 0],
    ['Uni', 1],
  ])
  expect(lists?.[1]).toEqual(list)
  await createTodo(database.db, localOwner, { title: 'a', listId: list.id })
  expect(await read(revision)).toMatchObject({ lists: null, listsOfChanged: [list] })
  await deleteTodoList(database.db, localOwner, list.id)
  expect((await read(revision)).lists).toHaveLength(1)
})

test('ends early when many todos have changed, without a gap or a repetition', async () => {
  const count = 1_234
  await database.db.transaction().execute(async tx => {
    await sql`select from next_todos_revision(${localOwner}, ${count})`.execute(tx)
    await sql`
      insert into todo (owner_id, title, todos_revision)
      select ${localOwner}, n, ${start}::bigint + n from generate_series(1, ${count}) n`.execute(tx)
  })
  const pieces = await readAll(start)
  expect(pieces.flatMap(({ changed }) => changed.map(({ title }) => title))).toEqual(
    Array.from({ length: count }, (_, n) => `${n + 1}`),
  )
  expect(Math.max(...pieces.map(({ changed }) => changed.length))).toBeLessThanOrEqual(500)
  expect(pieces.at(-1)?.revision).toBe(start + count)
})

test('ends early when texts are long', async () => {
  const ids = []
  for (let n = 0; n < 9; n += 1) ids.push((await create(`${n}`, '🌍'.repeat(10_000))).id)
  const pieces = await readAll(start)
  expect(pieces.map(({ changed }) => changed.length)).toEqual([2, 2, 2, 2, 1])
  expect(pieces.flatMap(({ changed }) => changed.map(({ id }) => id))).toEqual(ids)
})

test('returns no changes of another owner', async () => {
  await sql`insert into owner (id) values ('other')`.execute(database.db)
  const theirs = await createTodo(database.db, 'other', { title: 'theirs' })
  await deleteTodo(database.db, 'other', theirs.id)
  await createTodo(database.db, 'other', { title: 'theirs' })
  expect(await readAll(start)).toEqual([])
  expect(await readTodoChanges(database.db, 'other', 0)).toMatchObject({
    revision: 3,
    changed: [{ title: 'theirs' }],
    deleted: [{ id: theirs.id }],
  })
})
