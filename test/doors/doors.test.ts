import { beforeAll, describe, expect, test } from 'vitest'
import type { Door, Input, TodoQuery } from './door.ts'
import { askAll, doors, readPages, same } from './doors.ts'
import { useService } from '../harness/test-service.ts'

const emoji = '🗓'
const dayMs = 86_400_000
const dueIn = (days: number) => new Date(Date.now() + days * dayMs)

/** Invalid in a new todo and in a change. */
const badFields: Input[] = [
  { title: '' },
  { title: ' \t\n' },
  { title: 'x'.repeat(256) },
  { title: emoji.repeat(256) },
  { title: 'a\0b' },
  { title: 'a\ud83d' },
  { title: null },
  { title: 5 },
  { title: ['x'] },
  { description: 5 },
  { description: 'a\0b' },
  { description: '\udcc5' },
  { description: 'x'.repeat(10_001) },
  { completed: 'true' },
  { completed: 1 },
  { completed: null },
  { deadlineAt: '' },
  { deadlineAt: 'tomorrow' },
  { deadlineAt: '2030-02-30' },
  { deadlineAt: '2030-01-01T24:00' },
  { deadlineAt: '1899-12-31' },
  { deadlineAt: '4501-01-01' },
  { deadlineAt: '2030-01-01+15:00' },
  { deadlineAt: 5 },
  { deadlineAt: true },
  { extra: 1 },
  { ownerId: 'another' },
  { uid: '01a2072b-f003-77dd-8cc8-4eb7c38beb8d' },
]

describe.each(doors)('todos at the $name door', ({ open }) => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let door: Door
  beforeAll(() => {
    door = open(service.url)
  })

  const getAtAll = (id: number) => askAll(service.url, door => door.getTodo(id))

  test('creates a todo with every field, which reads the same at every door', async () => {
    const made = await door.createTodo({
      title: `Project ${emoji}`,
      description: 'two\nlines',
      completed: true,
      deadlineAt: '2030-01-02 03:04:05.25+10:00',
    })
    expect(made).toEqual({
      id: made.id,
      title: `Project ${emoji}`,
      description: 'two\nlines',
      completed: true,
      deadlineAt: '2030-01-01T17:04:05.250000Z',
      deadlineOn: null,
      repeat: null,
      listId: null,
      tags: [],
      priority: 'none',
      completions: [],
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    })
    expect(await getAtAll(made.id)).toEqual(same(made))
    expect(await askAll(service.url, async door => (await door.listTodos({ limit: 1 })).items)).toEqual(
      same([made]),
    )
  })

  async function titlesOf(query: TodoQuery): Promise<string[]> {
    const pages = await readPages(after => door.listTodos({ ...query, order: 'asc', limit: 1, after }))
    return pages.flat().map(({ title }) => title)
  }

  test('creates a todo with only a title', async () => {
    expect(await door.createTodo({ title: emoji.repeat(255) })).toMatchObject({
      title: emoji.repeat(255),
      description: null,
      completed: false,
      deadlineAt: null,
    })
    await expect(door.createTodo({ description: 'no title' })).rejects.toMatchObject({ code: 'badInput' })
  })

  test('changes the given fields, and clears those that are null', async () => {
    const made = await door.createTodo({ title: 'a', description: 'b', deadlineAt: '2030-01-01T00:00' })
    const done = await door.updateTodo(made.id, { completed: true })
    expect(done).toEqual({ ...made, completed: true, updatedAt: done.updatedAt })
    expect(done.updatedAt > made.updatedAt).toBe(true)
    const cleared = await door.updateTodo(made.id, { description: null, deadlineAt: null })
    expect(cleared).toEqual({ ...done, description: null, deadlineAt: null, updatedAt: cleared.updatedAt })
    expect(await getAtAll(made.id)).toEqual(same(cleared))
  })

  test('keeps updatedAt when nothing changes', async () => {
    const made = await door.createTodo({ title: 'a', deadlineAt: '2030-01-01T00:00' })
    for (const change of [{}, { title: 'a' }, { deadlineAt: '2030-01-01T10:00+10:00', completed: false }])
      expect(await door.updateTodo(made.id, change)).toEqual(made)
  })

  test('deletes a todo once, for every door', async () => {
    const made = await door.createTodo({ title: 'a' })
    expect(await door.deleteTodo(made.id)).toEqual(made)
    expect(await askAll(service.url, door => door.deleteTodo(made.id))).toEqual(same(undefined))
  })

  test.each([0, 1_000_000, Number.MAX_SAFE_INTEGER])('finds no todo with the unknown id %d', async id => {
    await expect(door.getTodo(id)).rejects.toMatchObject({ code: 'notFound' })
    await expect(door.updateTodo(id, { title: 'a' })).rejects.toMatchObject({ code: 'notFound' })
    expect(await door.deleteTodo(id)).toBeUndefined()
  })

  test('finds no todo with a malformed id', async () => {
    await expect(door.getTodo(-1)).rejects.toMatchObject({ code: 'notFound' })
    await expect(door.updateTodo(-1, { title: 'a' })).rejects.toMatchObject({ code: 'notFound' })
  })

  test.each(badFields)('rejects %j in a new todo and in a change', async fields => {
    const made = await door.createTodo({ title: 'untouched' })
    await expect(door.createTodo({ title: 'a', ...fields })).rejects.toMatchObject({ code: 'badInput' })
    await expect(door.updateTodo(made.id, fields)).rejects.toMatchObject({ code: 'badInput' })
    expect((await door.listTodos({ limit: 1 })).items).toEqual([made])
  })

  test('lists each todo exactly once and in order across pages', async () => {
    const madeAt = Date.now()
    // Groups of three share their time of creation: those are in the order of their ids.
    const rows = Array.from({ length: 250 }, (_, n) => ({
      title: `${n}`,
      created_at: new Date(madeAt + Math.floor(n / 3) * 1000),
    }))
    await service.replaceTodos(rows)
    const titles = rows.map(({ title }) => title)
    for (const [order, expected] of [
      ['asc', titles],
      ['desc', titles.toReversed()],
    ] as const) {
      for (const limit of [100, 50, 7]) {
        const pages = await readPages(after => door.listTodos({ order, limit, after }))
        expect(pages.flat().map(({ title }) => title)).toEqual(expected)
        expect(pages.map(page => page.length)).toEqual(
          Array.from({ length: Math.ceil(250 / limit) }, (_, n) => Math.min(limit, 250 - n * limit)),
        )
      }
    }
  })

  test('filters todos, as a whole and page by page', async () => {
    await service.replaceTodos([
      { title: 'never' },
      { title: 'overdue', deadline_at: dueIn(-5) },
      { title: 'overdue, done', deadline_at: dueIn(-5), completed: true },
      { title: 'soon', deadline_at: dueIn(2.5) },
      { title: 'later', deadline_at: dueIn(30) },
    ])
    expect(await titlesOf({ completed: true })).toEqual(['overdue, done'])
    expect(await titlesOf({ completed: false })).toEqual(['never', 'overdue', 'soon', 'later'])
    expect(await titlesOf({ windowDays: 3 })).toEqual(['overdue', 'overdue, done', 'soon'])
    expect(await titlesOf({ windowDays: 0, completed: false })).toEqual(['overdue'])
    expect(await titlesOf({ windowDays: -6 })).toEqual([])
  })

  test.each([
    { limit: 0 },
    { limit: -1 },
    { limit: 1.5 },
    { limit: 1001 },
    { after: 'nonsense' },
    { after: '' },
    { windowDays: 0.5 },
    { windowDays: 1_000_001 },
  ])('rejects a list with %j', async query => {
    await expect(door.listTodos(query)).rejects.toMatchObject({ code: 'badInput' })
  })
})
