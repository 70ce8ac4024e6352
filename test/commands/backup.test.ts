import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { exportOwner } from '../../commands/backup/export-owner.ts'
import { restoreOwner } from '../../commands/backup/restore-owner.ts'
import type { Db } from '../../core/database/db.ts'
import { createTodoList, getTodoLists, updateTodoList } from '../../core/lists/todo-lists.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { openTrpcDoor } from '../doors/trpc-door.ts'
import { readPages } from '../doors/doors.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { runMain } from '../harness/run-main.ts'
import { spawnMain } from '../harness/spawn-main.ts'
import { createTemporaryDirectory, type TemporaryDirectory } from '../harness/temporary-directory.ts'
import { createTestDatabase, openTestDatabase } from '../harness/test-database.ts'
import { patient, titlesOf } from '../harness/test-feed.ts'
import { ask, startTestService, type TestService } from '../harness/test-service.ts'

async function exportText(db: Db): Promise<string> {
  const batches = await Array.fromAsync(exportOwner(db, localOwner))
  return batches.flat().join('\n')
}

async function* toLines(text: string): AsyncGenerator<string> {
  yield* text.split('\n')
}

async function fill(service: TestService): Promise<{ feedPath: string; retiredPath: string }> {
  const door = openTrpcDoor(service.url)
  await door.updateSettings({ timeZone: 'Australia/Brisbane', weekStart: 'sunday' })
  await door.createList({ name: 'Gone' })
  const uni = await door.createList({ name: 'Uni', color: 'teal', position: 0 })
  await door.deleteList(2)
  await door.createTodo({
    title: 'Essay\n"quoted" 🗓',
    description: 'two\nlines',
    list: 'uni',
    tags: ['é', 'exam'],
  })
  await door.createTodo({ title: 'day', deadlineOn: '2030-01-02', priority: 'high' })
  await door.createTodo({ title: 'time', deadlineAt: '2030-01-02T03:04:05.678901Z', completed: true })
  const rule = 'FREQ=WEEKLY;COUNT=5'
  const series = await door.createTodo({ title: 'series', deadlineOn: '2030-01-04', repeat: { rule } })
  await door.updateTodo(series.id, { completed: true })
  const gone = await door.createTodo({ title: 'trashed', list: 'uni', deadlineOn: '2031-01-02' })
  await door.deleteTodo(gone.id)
  const purged = await door.createTodo({ title: 'purged' })
  const feed = await door.createFeed({ name: 'Uni', options: { list: [uni.id], component: 'both' } })
  const retired = await door.createFeed({ name: 'Old' })
  await door.deleteFeed(retired.id)
  await door.deleteTodo(purged.id)
  await service.db.updateTable('deleted_todo').set({ todo: null }).where('id', '=', purged.id).execute()
  return { feedPath: new URL(feed.url ?? '').pathname, retiredPath: new URL(retired.url ?? '').pathname }
}

const readAll = async (url: string) => {
  const door = openTrpcDoor(url)
  return {
    todos: (await readPages(after => door.listTodos({ after }))).flat(),
    trash: (await door.listTrash()).items,
    lists: (await door.getLists()).map(({ id: _id, ...list }) => list),
    settings: await door.getSettings(),
  }
}

test('restores everything of an owner into an empty database, with the same feed URLs', async () => {
  await using before = await startTestService({ broker: 'postgres' })
  const { feedPath, retiredPath } = await fill(before)
  await before.db
    .updateTable('todo')
    .set({ import_hash: 'of its row', properties: ['X-NOTE:kept'] })
    .where('title', '=', 'day')
    .execute()
  const text = await exportText(before.db)
  const file = (await ask(before.url, `GET ${feedPath}`)).text
  expect(file).toContain('SUMMARY:Essay')

  await using after = await startTestService({ broker: 'postgres' })
  const restored = await restoreOwner(after.db, localOwner, toLines(text))
  expect(restored).toEqual({ lists: 2, todos: 4, deletedTodos: 1, feeds: 1, feedsWithoutUrl: 0 })
  const day = after.db.selectFrom('todo').selectAll().where('title', '=', 'day')
  expect(await day.executeTakeFirst()).toMatchObject({
    import_hash: 'of its row',
    properties: ['X-NOTE:kept'],
  })
  const [old, now] = [await readAll(before.url), await readAll(after.url)]
  expect(now.lists).toEqual(old.lists)
  expect(now.settings).toEqual(old.settings)
  // The ids of lists are those of the new database.
  const withoutList = ({ listId: _listId, ...todo }: (typeof old.todos)[number]) => todo
  expect(now.todos.map(withoutList)).toEqual(old.todos.map(withoutList))
  expect(now.trash.map(({ todo }) => withoutList(todo))).toEqual(
    old.trash.map(({ todo }) => withoutList(todo)),
  )
  expect((await ask(after.url, `GET ${feedPath}`)).text).toBe(file)
  expect((await ask(after.url, `GET ${retiredPath}`)).status).toBe(410)
  const door = openTrpcDoor(after.url)
  const [trashed] = now.trash
  expect(await door.restoreTodo(trashed?.todo.id ?? 0)).toMatchObject({ title: 'trashed' })
  const { id } = await door.createTodo({ title: 'new' })
  expect(id).toBeGreaterThan(Math.max(...old.todos.map(todo => todo.id), trashed?.todo.id ?? 0))
})

test('restores a feed of a deleted list as one of no list, even if another list has its id', async () => {
  await using before = await startTestService({ broker: 'postgres' })
  const door = openTrpcDoor(before.url)
  const gone = await door.createList({ name: 'Gone' })
  await door.createList({ name: 'Private' })
  await door.createTodo({ title: 'secret', list: 'Private', deadlineOn: '2030-01-02' })
  const of = await door.createFeed({ name: 'of', options: { list: [gone.id] } })
  const others = await door.createFeed({ name: 'others', options: { withoutList: [gone.id] } })
  await door.deleteList(gone.id)
  const text = await exportText(before.db)

  await using after = await startTestService({ broker: 'postgres', env: patient })
  await restoreOwner(after.db, localOwner, toLines(text))
  const lists = await openTrpcDoor(after.url).getLists()
  expect(lists).toMatchObject([{ name: 'Inbox' }, { name: 'Private', id: gone.id }])
  const read = async ({ url }: { url: string | null }) => {
    const answer = await ask(after.url, `GET ${new URL(url ?? '').pathname}`)
    expect(answer.status).toBe(200)
    return titlesOf(answer)
  }
  expect([await read(of), await read(others)]).toEqual([[], ['secret']])
})

test('restores a renamed inbox beside a list with its former name', async () => {
  await using before = await openTestDatabase()
  const [inbox] = await getTodoLists(before.db, localOwner)
  await updateTodoList(before.db, localOwner, inbox?.id ?? 0, { name: 'Eingang' })
  const other = await createTodoList(before.db, localOwner, { name: 'Inbox', position: 0 })
  await createTodo(before.db, localOwner, { title: 'in the inbox' })
  await createTodo(before.db, localOwner, { title: 'in the list', listId: other.id })

  await using after = await openTestDatabase()
  await restoreOwner(after.db, localOwner, toLines(await exportText(before.db)))
  const { rows } = await sql`
    select name, is_inbox, title from todo_list join todo on list_id = todo_list.id order by position`.execute(
    after.db,
  )
  expect(rows).toEqual([
    { name: 'Inbox', is_inbox: false, title: 'in the list' },
    { name: 'Eingang', is_inbox: true, title: 'in the inbox' },
  ])
})

test('refuses a database with todos, other files, and truncated or altered files', async () => {
  await using source = await openTestDatabase()
  await source.db.insertInto('todo').values({ owner_id: localOwner, title: 'x' }).execute()
  const text = await exportText(source.db)
  await expect(restoreOwner(source.db, localOwner, toLines(text))).rejects.toThrow('already todos or feeds')

  await using target = await openTestDatabase()
  const lines = text.split('\n')
  const broken: [text: string, problem: string][] = [
    ['', 'not a TaskOverflow export'],
    ['BEGIN:VCALENDAR', 'not a TaskOverflow export'],
    [lines.slice(0, -1).join('\n'), 'not complete'],
    [lines.toSpliced(2, 1).join('\n'), 'not complete'],
    [
      text.replace('"title":"x"', '"title":5'),
      `Line ${lines.findIndex(line => line.includes('"x"')) + 1} is not part`,
    ],
    [`${text}\n{}`, `Line ${lines.length + 1} is not part`],
  ]
  for (const [part, problem] of broken)
    await expect(restoreOwner(target.db, localOwner, toLines(part))).rejects.toThrow(problem)
  expect(await target.db.selectFrom('todo').select('id').execute()).toEqual([])
  await restoreOwner(target.db, localOwner, toLines(text))
  expect(await target.db.selectFrom('todo').select('title').execute()).toEqual([{ title: 'x' }])
})

test('exports the todos as of one moment while they change', async () => {
  await using database = await openTestDatabase()
  const { db } = database
  const rows = Array.from({ length: 1200 }, (_, n) => ({ owner_id: localOwner, title: `todo ${n}` }))
  await db.insertInto('todo').values(rows).execute()
  const titles: string[] = []
  for await (const lines of exportOwner(db, localOwner)) {
    for (const line of lines) {
      const { todo } = JSON.parse(line) as { todo?: { title: string } }
      if (todo) titles.push(todo.title)
    }
    await db
      .updateTable('todo')
      .set({ title: `changed ${randomUUID()}` })
      .execute()
  }
  expect(titles).toEqual(rows.map(({ title }) => title))
})

const maxIdleMs = 500
const pause = () => delay(2 * maxIdleMs)

test('waits longer for the other end of a pipe than a transaction may be idle', async () => {
  await using database = await openTestDatabase()
  const { db, pool } = database
  pool.on('connect', client => void client.query(`set idle_in_transaction_session_timeout = ${maxIdleMs}`))
  const lines = []
  for await (const batch of exportOwner(db, localOwner)) {
    lines.push(...batch)
    await pause()
  }
  const restored = await restoreOwner(
    db,
    localOwner,
    (async function* () {
      for (const line of lines) {
        await pause()
        yield line
      }
    })(),
  )
  expect(restored).toMatchObject({ lists: 1 })
})

test('restores everything after the folder of the embedded PostgreSQL was lost', async () => {
  await using directory = await createTemporaryDirectory()
  const dataDir = join(directory.path, 'data')
  const file = join(directory.path, 'backup.jsonl.gz')
  const settings = { DATA_DIR: dataDir, PORT: `${await findFreePort()}` }
  const url = `http://127.0.0.1:${settings.PORT}`
  let feedPath = ''
  {
    await using launcher = spawnMain('start', settings)
    await launcher.ready
    const door = openTrpcDoor(url)
    await door.createTodo({ title: 'kept', deadlineOn: '2030-01-02', tags: ['exam'] })
    feedPath = new URL((await door.createFeed({ name: 'Mine' })).url ?? '').pathname
    expect(await runMain(['export', file], settings)).toMatch(/^Exported 1 todos/m)
    expect(await runMain(['accounts', 'invite'], settings)).toMatch(
      new RegExp(`^There is no account yet[^]*^http://localhost:${settings.PORT}/join#`, 'm'),
    )
    await door.createTodo({ title: 'after the backup' })
    await launcher.stop()
  }
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(gunzipSync(await readFile(file)).toString()).toContain('"title":"kept"')
  await rm(dataDir, { recursive: true })

  await using launcher = spawnMain('start', settings)
  await launcher.ready
  expect(await runMain(['restore', file], settings)).toMatch(/^Restored 1 todos, 1 lists, 0 .* 1 feeds/m)
  const { items } = await openTrpcDoor(url).listTodos()
  expect(items).toMatchObject([{ title: 'kept', deadlineOn: '2030-01-02', tags: ['exam'] }])
  expect((await ask(url, `GET ${feedPath}`)).text).toContain('SUMMARY:kept')
  expect(await runMain(['restore', file], settings, 1)).toMatch('already todos or feeds')
})

describe('a file that cannot be used', () => {
  let settings: Record<string, string>
  let directory: TemporaryDirectory
  beforeAll(async () => {
    await using opening = new AsyncDisposableStack()
    directory = opening.use(await createTemporaryDirectory())
    settings = { DATABASE_URL: opening.use(await createTestDatabase()).url }
    await writeFile(join(directory.path, 'broken.jsonl.gz'), 'not gzip')
    await mkdir(join(directory.path, 'folder.gz'))
    const opened = opening.move()
    return () => opened.disposeAsync()
  })

  test.each([
    ['restore', 'broken.jsonl.gz', 'cannot be read (Z_DATA_ERROR)'],
    ['restore', 'folder.gz', 'cannot be read (EISDIR)'],
    ['restore', 'missing.jsonl.gz', 'cannot be read (ENOENT)'],
    ['export', 'no/folder', 'cannot be written (ENOENT)'],
  ])('%s %s', async (command, name, problem) => {
    expect(await runMain([command, join(directory.path, name)], settings, 1)).toContain(problem)
  })

  test('to standard output by way of an npm that writes there too', async () => {
    const ofNpm = { ...settings, npm_lifecycle_event: 'export' }
    expect(await runMain(['export', '-'], ofNpm, 1)).toContain('npm run -s export -- -')
  })

  test('without a name', async () => {
    expect(await runMain(['export'], settings, 1)).toContain('Name a file')
  })
})
