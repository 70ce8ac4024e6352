import { setTimeout as delay } from 'node:timers/promises'
import type { KyselyPlugin } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../core/database/db.ts'
import { openTodoChanges, type TodoChanges } from '../../core/live/todo-changes.ts'
import { watchTodos } from '../../core/live/watch-todos.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import type { ReadTodoUpdate } from '../../core/todos/read-todo-changes.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { openTestDatabase } from '../harness/test-database.ts'
import { createTestLog } from '../harness/test-log.ts'
import { waitFor } from '../harness/wait-for.ts'

let database: Database
let changes: TodoChanges
let reads: number

beforeAll(async () => {
  database = await openTestDatabase()
  return () => database[Symbol.asyncDispose]()
})
beforeEach(() => {
  const opened = openTodoChanges(database.db, createTestLog().log)
  reads = 0
  changes = opened
  return () => opened[Symbol.dispose]()
})

type Options = { reserve?: (bytes: number) => Promise<void>; from?: TodoChanges }

/** A watcher with what it has reserved. */
function watch(after?: number, { reserve = async () => {}, from = changes }: Options = {}) {
  const leaving = new AbortController()
  const reserved = new Set<object>()
  const updates = watchTodos(from, localOwner, after, {
    signal: leaving.signal,
    takeTurn: async () => {},
    async reserve(bytes) {
      await reserve(bytes)
      const place = {
        bytes,
        resize: (actual: number) => void (place.bytes = actual),
        [Symbol.dispose]: () => void reserved.delete(place),
      }
      reserved.add(place)
      return place
    },
  })
  const next = async () => {
    const { value } = await updates.next()
    if (!value) throw new Error('The watcher ended')
    return value
  }
  return { next, updates, reserved, leave: () => leaving.abort() }
}

const create = async (title: string, description?: string) => {
  const todo = await createTodo(database.db, localOwner, { title, description })
  changes.hint(localOwner)
  return todo
}

test('shares one read of a change among all watchers that have seen everything before', async () => {
  const counted = { ...changes, read: count(changes.read) }
  const watchers = Array.from({ length: 200 }, () => watch(undefined, { from: counted }))
  await Promise.all(watchers.map(({ next }) => next()))
  // Until the log was read for the first time, watchers read what they miss themselves.
  await create('earlier')
  await Promise.all(watchers.map(({ next }) => next()))
  const readsBefore = reads
  const { id } = await create('shared')
  const updates = await Promise.all(watchers.map(({ next }) => next()))
  expect(new Set(updates).size).toBe(1)
  expect(updates[0]?.changed).toMatchObject([{ id }])
  expect(reads - readsBefore).toBe(0)
  for (const { leave } of watchers) leave()
})

const count =
  (read: TodoChanges['read']): TodoChanges['read'] =>
  (...args) => {
    reads += 1
    return read(...args)
  }

test('coalesces updates for a slow reader, and then shows it everything that it has missed', async () => {
  const watcher = watch()
  await watcher.next()
  const todo = await create('0')
  for (let n = 1; n <= 50; n += 1) await updateTodo(database.db, localOwner, todo.id, { title: `${n}` })
  changes.hint(localOwner)
  const titles: string[] = []
  while (titles.at(-1) !== '50') {
    const update: ReadTodoUpdate = await watcher.next()
    titles.push(...update.changed.map(({ title }) => title))
  }
  expect(titles.length).toBeLessThan(10)
  watcher.leave()
})

test('ends at once when it is aborted while nothing happens, and when it is aborted before', async () => {
  const watcher = watch()
  await watcher.next()
  const waiting = watcher.updates.next()
  watcher.leave()
  expect(await waiting).toEqual({ done: true, value: undefined })
  const late = watch()
  late.leave()
  expect(await late.updates.next()).toEqual({ done: true, value: undefined })
})

test('reserves memory for long texts only, until the reader asks for the next update', async () => {
  const watcher = watch()
  await watcher.next()
  // Until the log was read for the first time, watchers read what they miss themselves.
  await create('earlier')
  await watcher.next()
  await create('short')
  await watcher.next()
  expect(watcher.reserved.size).toBe(0)
  await create('long', 'x'.repeat(10_000))
  await watcher.next()
  expect([...watcher.reserved]).toMatchObject([{ bytes: expect.closeTo(10_700, -3) }])
  const waiting = watcher.updates.next()
  await waitFor('the reservation to end', () => watcher.reserved.size === 0)
  watcher.leave()
  await waiting
})

test('keeps a watcher through failures of the database, and then misses nothing', async () => {
  const { revision } = await changes.read(localOwner, undefined)
  const { id } = await create('meanwhile')
  let failures = 2
  const failing: TodoChanges = {
    ...changes,
    findRead: () => undefined,
    read: (...args) =>
      failures-- > 0
        ? Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))
        : changes.read(...args),
  }
  const watcher = watch(revision, { from: failing })
  expect((await watcher.next()).changed).toMatchObject([{ id }])
  expect(failures).toBe(-1)
  expect(watcher.reserved.size).toBe(1)
  watcher.leave()
})

test('reports an error that is a bug', async () => {
  const { revision } = await changes.read(localOwner, undefined)
  await create('a')
  const broken = { ...changes, findRead: () => undefined, read: () => Promise.reject(new Error('a bug')) }
  await expect(watch(revision, { from: broken }).next()).rejects.toThrow('a bug')
})

test('reads nothing for owners without watchers', async () => {
  let queries = 0
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      queries += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  using counted = openTodoChanges(database.db.withPlugin(counting), createTestLog().log)
  const watcher = watch(undefined, { from: counted })
  await watcher.next()
  expect(queries).toBeGreaterThan(0)
  watcher.leave()
  await watcher.updates.return(undefined)
  await waitFor('a second without a query', async () => {
    const before = queries
    await create('unseen')
    counted.hint(localOwner)
    await delay(1_000)
    return queries === before
  })
})
