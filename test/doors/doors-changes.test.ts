import { beforeAll, describe, expect, test } from 'vitest'
import { useService } from '../harness/test-service.ts'
import type { Door, TodoUpdate } from './door.ts'
import { doors } from './doors.ts'

const service = useService({ broker: 'postgres', withWorker: false })

/** Merges updates until one of them is the wanted one: several changes can come in one update. */
async function readUntil(
  updates: AsyncGenerator<TodoUpdate, void>,
  isWanted: (update: TodoUpdate) => boolean,
): Promise<TodoUpdate> {
  for (;;) {
    const { value } = await updates.next()
    if (!value) throw new Error('The stream ended')
    if (isWanted(value)) return value
  }
}

const changes = (id: number) => (update: TodoUpdate) => update.changed.some(todo => todo.id === id)
const deletes = (id: number) => (update: TodoUpdate) => update.deleted.some(todo => todo.id === id)

const readRevision = () => service.db.selectFrom('owner').select('todos_revision').executeTakeFirstOrThrow()

async function measure(reading: Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now()
  await reading
  return performance.now() - startedAtMs
}

describe.each(doors)('a watcher of the todos at the $name door', ({ open }) => {
  let door: Door
  let watching: AsyncGenerator<TodoUpdate, void>
  beforeAll(() => {
    door = open(service.url)
  })

  test('receives the current revision, then every kind of change', async () => {
    watching = door.watchTodos()
    const { value: first } = await watching.next()
    const { todos_revision: revision } = await readRevision()
    expect(first).toEqual({ revision, changed: [], deleted: [], lists: null, reset: false })

    const { id } = await door.createTodo({ title: 'a' })
    expect((await readUntil(watching, changes(id))).changed).toEqual([await door.getTodo(id)])
    await door.updateTodo(id, { title: 'b', tags: ['x'], priority: 'high', deadlineOn: '2030-01-02' })
    expect((await readUntil(watching, changes(id))).changed).toEqual([await door.getTodo(id)])
    await door.updateTodo(id, { completed: true })
    expect((await readUntil(watching, changes(id))).changed).toMatchObject([{ completed: true }])
    await door.deleteTodo(id)
    const { uid } = await service.db
      .selectFrom('deleted_todo')
      .select('uid')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(await readUntil(watching, deletes(id))).toMatchObject({ changed: [], deleted: [{ id, uid }] })
    await door.restoreTodo(id)
    expect((await readUntil(watching, changes(id))).changed).toEqual([await door.getTodo(id)])
    await door.deleteTodo(id)
    await readUntil(watching, deletes(id))
  })

  test('receives all lists when one changes, and the todos that a deleted list gives back', async () => {
    const list = await door.createList({ name: 'Uni' })
    expect((await readUntil(watching, ({ lists }) => lists !== null)).lists).toEqual(await door.getLists())
    const { id } = await door.createTodo({ title: 'in a list', list: 'Uni' })
    expect(await readUntil(watching, changes(id))).toMatchObject({
      changed: [{ listId: list.id }],
      lists: null,
    })
    await door.updateList(list.id, { name: 'School' })
    expect((await readUntil(watching, ({ lists }) => lists !== null)).lists).toEqual(await door.getLists())
    await door.deleteList(list.id)
    const { changed, lists } = await readUntil(watching, changes(id))
    expect(changed).toMatchObject([{ id, listId: null }])
    expect(lists).toEqual(await door.getLists())
    await door.deleteTodo(id)
    await readUntil(watching, deletes(id))
  })

  test('receives a reset when the time zone of all dates changes', async () => {
    const { timeZone } = await door.getSettings()
    await door.updateSettings({ timeZone: timeZone === 'Asia/Tokyo' ? 'Europe/Berlin' : 'Asia/Tokyo' })
    const { todos_revision: revision } = await readRevision()
    expect((await watching.next()).value).toEqual({
      revision,
      changed: [],
      deleted: [],
      lists: null,
      reset: true,
    })
    await watching.return()
  })

  test('resumes by revision: receives each todo that has changed meanwhile once, as it is now', async () => {
    const stays = await door.createTodo({ title: 'stays' })
    const leaves = await door.createTodo({ title: 'leaves' })
    const { todos_revision: after } = await readRevision()
    const passes = await door.createTodo({ title: 'is created and deleted' })
    await door.deleteTodo(passes.id)
    for (const title of ['1', '2', '3']) await door.updateTodo(stays.id, { title })
    await door.deleteTodo(leaves.id)
    const { todos_revision: revision } = await readRevision()

    const resumed = door.watchTodos(after)
    const { value } = await resumed.next()
    expect(value).toMatchObject({ revision, lists: null, reset: false })
    expect(value?.changed).toEqual([await door.getTodo(stays.id)])
    expect(value?.deleted.map(({ id }) => id)).toEqual([passes.id, leaves.id])

    await door.deleteTodo(stays.id)
    expect(await resumed.next()).toMatchObject({ value: { changed: [], deleted: [{ id: stays.id }] } })
    await resumed.return()
  })

  test('is reset when its revision is before the log or after the newest one', async () => {
    for (const distance of [-Infinity, 1, 1_000_000]) {
      const { todos_revision: revision } = await readRevision()
      // As if the tombstones of all deletions before were gone.
      await service.db.updateTable('owner').set({ todos_log_from: revision }).execute()
      const watching = door.watchTodos(Math.max(0, revision + distance))
      expect((await watching.next()).value).toEqual({
        revision,
        changed: [],
        deleted: [],
        lists: null,
        reset: true,
      })
      const { id } = await door.createTodo({ title: 'next' })
      await readUntil(watching, changes(id))
      await watching.return()
      await door.deleteTodo(id)
    }
  })

  test.each(['nonsense', '', -1, 1.5, '9'.repeat(20)])('rejects the revision %j', async after => {
    await expect(door.watchTodos(after).next()).rejects.toMatchObject({ code: 'badInput' })
  })

  test('receives the changes of another server within a second', async () => {
    await using other = await service.startServer()
    const watching = open(other.url).watchTodos()
    await watching.next()
    const times: number[] = []
    for (let n = 0; n < 3; n += 1) {
      const { id } = await door.createTodo({ title: `${n}` })
      times.push(await measure(readUntil(watching, changes(id))))
      await door.deleteTodo(id)
      times.push(await measure(readUntil(watching, deletes(id))))
    }
    // The median, because the machine can be busy.
    expect(times.toSorted((a, b) => a - b)[3]).toBeLessThan(1_000)
    await watching.return()
  })

  test('receives long texts in several updates, all of them', async () => {
    const watching = door.watchTodos()
    const { value: first } = await watching.next()
    await watching.return()
    const description = 'ä'.repeat(10_000)
    const ids = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => (await door.createTodo({ title: `${n}`, description })).id),
    )
    const resumed = door.watchTodos(first?.revision)
    const seen: number[] = []
    let updates = 0
    while (seen.length < ids.length) {
      const { value } = await resumed.next()
      seen.push(...(value?.changed.map(({ id }) => id) ?? []))
      updates += 1
    }
    await resumed.return()
    expect(new Set(seen)).toEqual(new Set(ids))
    expect(updates).toBeGreaterThanOrEqual(3)
    for (const id of ids) await door.deleteTodo(id)
  })

  test('is disconnected by a drain', async () => {
    const draining = await service.startServer()
    const watching = open(draining.url).watchTodos()
    await watching.next()
    await draining[Symbol.asyncDispose]()
    await expect(watching.next()).rejects.toThrow('aborted')
  })
})
