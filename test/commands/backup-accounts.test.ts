import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { exportOwner } from '../../commands/backup/export-owner.ts'
import { restoreOwner } from '../../commands/backup/restore-owner.ts'
import { deleteAccount } from '../../core/accounts/delete-account.ts'
import { deleteRowsOfDeletedAccounts } from '../../core/accounts/delete-owned-rows.ts'
import type { Db } from '../../core/database/db.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import type { Door } from '../doors/door.ts'
import { openTrpcDoor } from '../doors/trpc-door.ts'
import { readRowsOf } from '../harness/rows-of-owner.ts'
import { runMain } from '../harness/run-main.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { createTestAccount, type TestAccount } from '../harness/test-account.ts'
import { openTestDatabase } from '../harness/test-database.ts'
import { patient } from '../harness/test-feed.ts'
import { ask, startTestService, type TestService } from '../harness/test-service.ts'

const startService = () => startTestService({ broker: 'postgres', env: { ACCOUNTS: 'on', ...patient } })

const doorOf = (service: TestService, account: TestAccount): Door =>
  openTrpcDoor(service.url, account.session)

const pathOf = ({ url }: { url: string | null }) => new URL(url ?? '').pathname

/** Todos, one of them in the trash, a list, a feed, and a token that was retired. */
async function fill(door: Door, title: string): Promise<{ feed: string; retired: string }> {
  await door.updateSettings({ timeZone: 'Europe/Berlin' })
  const { id: listId } = await door.createList({ name: `list of ${title}` })
  for (const n of [1, 2, 3])
    await door.createTodo({ title: `${title} ${n}`, deadlineOn: '2030-01-02', list: String(listId) })
  const { id } = await door.createTodo({ title: `${title}, trashed` })
  await door.deleteTodo(id)
  const feed = await door.createFeed({ name: title, options: { list: [String(listId)] } })
  const old = await door.createFeed({ name: 'old' })
  await door.deleteFeed(old.id)
  return { feed: pathOf(feed), retired: pathOf(old) }
}

/** What a person sees, without what may differ. */
async function readAll(door: Door, db: Db, { id: ownerId }: TestAccount) {
  const uids = async (table: 'todo' | 'deleted_todo') =>
    (await db.selectFrom(table).select('uid').where('owner_id', '=', ownerId).orderBy('uid').execute()).map(
      ({ uid }) => uid,
    )
  return {
    titles: (await door.listTodos()).items.map(({ title }) => title),
    trash: (await door.listTrash()).items.map(({ todo: { title } }) => title),
    uids: [await uids('todo'), await uids('deleted_todo')],
    lists: (await door.getLists()).map(({ id: _id, ...list }) => list),
    feeds: (await door.listFeeds()).map(({ name }) => name),
    settings: await door.getSettings(),
  }
}

const idsOf = async (door: Door) =>
  Object.fromEntries((await door.listTodos()).items.map(({ title, id }) => [title, id]))

async function* toLines(text: string): AsyncGenerator<string> {
  yield* text.trimEnd().split('\n')
}

test('moves an account to one with another name, and leaves the others alone', async () => {
  await using directory = await createTemporaryDirectory()
  await using service = await startService()
  const { db } = service
  const ada = await createTestAccount(db, 'Ada', { isFirst: true })
  const bob = await createTestAccount(db, 'Bob')
  const carol = await createTestAccount(db, 'Carol')
  const [adas, bobs, carols] = [ada, bob, carol].map(account => doorOf(service, account)) as [
    Door,
    Door,
    Door,
  ]
  const { feed } = await fill(bobs, 'Bob')
  await fill(adas, 'Ada')

  const file = join(directory.path, 'bob.jsonl')
  expect(await runMain(['export', file, '--account', 'bob'], service.surroundings)).toMatch(
    /^Exported 3 todos/m,
  )
  const text = await readFile(file, 'utf8')
  expect(text).not.toContain('Ada')
  expect(text.match(/retiredToken/g)).toHaveLength(1)

  // Bob still has his todos and his feed.
  const [adaBefore, bobBefore] = [await readRowsOf(db, ada.id), await readRowsOf(db, bob.id)]
  expect(await runMain(['restore', file, '--account', 'CAROL'], service.surroundings)).toMatch(
    /^Restored 3 todos, 2 lists, 1 todos in the trash, and 1 feeds.*\n1 of the feeds need a new URL/m,
  )
  const moved = await readAll(bobs, db, bob)
  expect(await readAll(carols, db, carol)).toEqual(moved)
  const carolBefore = await readRowsOf(db, carol.id)
  await expect(restoreOwner(db, carol.id, toLines(text))).rejects.toThrow('already todos or feeds')
  expect(await runMain(['restore', file, '--account', 'Dora'], service.surroundings, 1)).toMatch(
    'no account named Dora',
  )
  expect(await readRowsOf(db, carol.id)).toEqual(carolBefore)
  expect([await readRowsOf(db, ada.id), await readRowsOf(db, bob.id)]).toEqual([adaBefore, bobBefore])
  await carols.createTodo({ title: 'after' })

  // A database with another account, which has some of the ids.
  await using elsewhere = await startService()
  const eve = await createTestAccount(elsewhere.db, 'Eve', { isFirst: true })
  const finn = await createTestAccount(elsewhere.db, 'Finn')
  const finns = doorOf(elsewhere, finn)
  for (const n of [1, 2]) await doorOf(elsewhere, eve).createTodo({ title: `Eve ${n}` })
  const eveBefore = await readRowsOf(elsewhere.db, eve.id)
  await restoreOwner(elsewhere.db, finn.id, toLines(text))
  expect(await readRowsOf(elsewhere.db, eve.id)).toEqual(eveBefore)
  expect(await readAll(finns, elsewhere.db, finn)).toEqual(moved)
  const [bobsIds, finnsIds] = [await idsOf(bobs), await idsOf(finns)]
  const lastId = Math.max(...Object.values(bobsIds)) + 1
  expect(bobsIds).toEqual({ 'Bob 1': 1, 'Bob 2': 2, 'Bob 3': 3 })
  expect(finnsIds['Bob 3']).toBe(3)
  expect(Math.min(finnsIds['Bob 1'] ?? 0, finnsIds['Bob 2'] ?? 0)).toBeGreaterThan(lastId)
  expect((await ask(elsewhere.url, `GET ${feed}`)).text).toContain('SUMMARY:Bob 1')
})

test('restores nothing into an account that is being deleted', async () => {
  await using database = await openTestDatabase()
  const { db } = database
  const ada = await createTestAccount(db, 'Ada', { isFirst: true })
  await createTestAccount(db, 'Bob', { isAdmin: true })
  await createTodo(db, ada.id, { title: 'kept' })
  const text = (await Array.fromAsync(exportOwner(db, ada.id))).flat().join('\n')
  const restore = () => restoreOwner(db, ada.id, toLines(text))
  const deleteRows = async () => {
    while ((await deleteRowsOfDeletedAccounts(db, 100)) > 0);
  }
  await deleteAccount(db, ada.id)
  await deleteRows()
  await expect(restore()).rejects.toThrow('still being removed')

  await sql`update owner set deleted_at = deleted_at - interval '2 minutes'`.execute(db)
  await deleteRows()
  expect(await restore()).toMatchObject({ todos: 1 })
})

test('restores an account after its todos and feeds were deleted', async () => {
  await using service = await startService()
  const { db } = service
  const ada = await createTestAccount(db, 'Ada', { isFirst: true })
  const door = doorOf(service, ada)
  const { feed, retired } = await fill(door, 'Ada')
  const before = await readAll(door, db, ada)
  const text = (await Array.fromAsync(exportOwner(db, ada.id))).flat().join('\n')
  for (const { id } of (await door.listTodos()).items) await door.deleteTodo(id)
  for (const { id } of await door.listFeeds()) await door.deleteFeed(id)
  expect((await ask(service.url, `GET ${feed}`)).status).toBe(410)

  await restoreOwner(db, ada.id, toLines(text))
  expect(await readAll(door, db, ada)).toEqual(before)
  expect((await ask(service.url, `GET ${feed}`)).text).toContain('SUMMARY:Ada 1')
  expect((await ask(service.url, `GET ${retired}`)).status).toBe(410)
  for (const { id } of (await door.listTodos()).items) await door.deleteTodo(id)
  for (const { todo } of (await door.listTrash()).items) await door.restoreTodo(todo.id)
  expect((await door.listTodos()).items).toHaveLength(4)
})
