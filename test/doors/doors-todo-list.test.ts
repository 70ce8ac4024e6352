import { beforeAll, describe, expect, test } from 'vitest'
import type { Door, TodoFilter, TodoQuery } from './door.ts'
import { askAll, doors, readPages, same } from './doors.ts'
import { useService } from '../harness/test-service.ts'

const dayMs = 86_400_000
const dueIn = (days: number) => new Date(Date.now() + days * dayMs)

/** In the order of their creation. */
const todos = [
  { title: 'Éclair', description: 'Straße, 100 % butter' },
  { title: 'bread', deadline_at: new Date('2030-01-03T00:00:00Z') },
  { title: 'Apples', deadline_at: dueIn(-5) },
  { title: 'cake_1', deadline_at: dueIn(-1), completed: true },
  { title: 'Zucchini (a*b)', deadline_at: new Date('2030-01-02T00:00:00Z'), description: 'BREAD again' },
  { title: 'C:\\temp', deadline_at: new Date('2030-01-02T00:00:00Z') },
  { title: 'apples' },
]
const titles = todos.map(({ title }) => title)

const sorted: [query: TodoQuery, titles: string[]][] = [
  [{}, titles.toReversed()],
  [{ sort: 'created', order: 'asc' }, titles],
  [{ sort: 'deadline' }, ['Apples', 'cake_1', 'Zucchini (a*b)', 'C:\\temp', 'bread', 'Éclair', 'apples']],
  [
    { sort: 'deadline', order: 'desc' },
    ['bread', 'C:\\temp', 'Zucchini (a*b)', 'cake_1', 'Apples', 'apples', 'Éclair'],
  ],
  [{ sort: 'title' }, ['apples', 'Apples', 'bread', 'C:\\temp', 'cake_1', 'Éclair', 'Zucchini (a*b)']],
  [
    { sort: 'title', order: 'desc' },
    ['Zucchini (a*b)', 'Éclair', 'cake_1', 'C:\\temp', 'bread', 'Apples', 'apples'],
  ],
]

const filtered: [filter: TodoFilter, titles: string[]][] = [
  [{ from: '2030-01-02T00:00:00Z' }, ['bread', 'Zucchini (a*b)', 'C:\\temp']],
  [{ from: '2030-01-02T00:00:00Z', to: '2030-01-03T00:00:00Z' }, ['Zucchini (a*b)', 'C:\\temp']],
  [{ from: '2030-01-02T10:00:01+10:00', to: '2030-01-04' }, ['bread']],
  [{ to: '2030-01-01' }, ['Apples', 'cake_1']],
  [{ to: '2030-01-01', completed: true }, ['cake_1']],
  [{ from: '2030-01-04', to: '2030-01-02' }, []],
  [{ overdue: true }, ['Apples']],
  [{ overdue: true, completed: true }, []],
  [{ overdue: false }, ['Éclair', 'bread', 'cake_1', 'Zucchini (a*b)', 'C:\\temp', 'apples']],
  [{ search: 'APPLE' }, ['Apples', 'apples']],
  [{ search: 'bread' }, ['bread', 'Zucchini (a*b)']],
  [{ search: 'bread', completed: false, from: '2030-01-03' }, ['bread']],
  [{ search: 'éCLAIR' }, ['Éclair']],
  [{ search: 'STRAßE' }, ['Éclair']],
  [{ search: '%' }, ['Éclair']],
  [{ search: '_' }, ['cake_1']],
  [{ search: '\\' }, ['C:\\temp']],
  [{ search: '(a*b)' }, ['Zucchini (a*b)']],
  [{ search: '.*' }, []],
  [{ search: '***=' }, []],
  [{ search: '' }, titles],
  [{ filter: 'constructor:abc' }, []],
]

describe.each(doors)('the list of todos at the $name door', ({ open }) => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let door: Door
  beforeAll(async () => {
    door = open(service.url)
    await service.replaceTodos(todos.map((todo, n) => ({ ...todo, created_at: new Date(n * 1000) })))
  })

  async function titlesOf(query: TodoQuery, limit: number): Promise<string[]> {
    const pages = await readPages(after => door.listTodos({ ...query, limit, after }))
    return pages.flat().map(({ title }) => title)
  }

  test.each(sorted)('sorts the list by %j, as a whole and page by page', async (query, titles) => {
    for (const limit of [1, 2, 3, 100]) expect(await titlesOf(query, limit)).toEqual(titles)
  })

  test.each(filtered)('filters the list by %j, as a whole and page by page', async (filter, titles) => {
    for (const limit of [1, 100]) expect(await titlesOf({ ...filter, order: 'asc' }, limit)).toEqual(titles)
    const { total, open, done } = await door.countTodos(filter)
    expect([total, open + done]).toEqual([titles.length, titles.length])
  })

  test('counts all todos and those that match a filter', async () => {
    expect(await door.countTodos()).toEqual({ total: 7, open: 6, done: 1, overdue: 1 })
    expect(await door.countTodos({ to: '2030-01-01' })).toEqual({ total: 2, open: 1, done: 1, overdue: 1 })
    expect(await door.countTodos({ search: 'nowhere' })).toEqual({ total: 0, open: 0, done: 0, overdue: 0 })
  })

  test('continues at the same position after the last todo of a page was deleted or moved', async () => {
    const made = await door.createTodo({ title: 'aardvark' })
    const { next } = await door.listTodos({ sort: 'title', limit: 1 })
    await door.updateTodo(made.id, { title: 'zebra' })
    await door.deleteTodo(made.id)
    const { items } = await door.listTodos({ sort: 'title', limit: 1, after: next })
    expect(items).toMatchObject([{ title: 'apples' }])
  })

  test('accepts cursors of every door, but none of another sort', async () => {
    for (const sort of ['created', 'deadline', 'title'] as const) {
      const pages = await askAll(service.url, other => other.listTodos({ sort, limit: 2 }))
      expect(pages.map(({ next }) => next)).toEqual(same(pages[0]?.next))
      for (const otherSort of ['created', 'deadline', 'title'] as const) {
        const page = door.listTodos({ sort: otherSort, after: pages[0]?.next })
        if (otherSort === sort) expect((await page).items).toHaveLength(5)
        else {
          const message = expect.stringContaining('another sort')
          await expect(page).rejects.toMatchObject({ code: 'badInput', message })
        }
      }
    }
  })

  test.each([
    { from: 'tomorrow' },
    { from: '' },
    { to: '2030-02-30' },
    { to: '0000-01-01' },
    { search: 'x'.repeat(256) },
    { search: 'a\0b' },
    { sort: 'id' as 'title' },
    { after: toCursor(['title', 'a\0b', 1]), sort: 'title' as const },
    { after: toCursor(['title', 'a', -1]), sort: 'title' as const },
    { after: toCursor(['title', null, 1]), sort: 'title' as const },
    { after: toCursor(['deadline', 'infinity', 1]), sort: 'deadline' as const },
    { after: toCursor(['deadline', '2030-01-01', 1.5]), sort: 'deadline' as const },
    { after: toCursor(['color', 'red', 1]), sort: 'deadline' as const },
  ])('rejects a list with %j', async query => {
    await expect(door.listTodos(query)).rejects.toMatchObject({ code: 'badInput' })
  })

  test.each([{ from: 'x' }, { search: 'x'.repeat(256) }, { windowDays: 1e7 }])(
    'rejects a count with %j',
    async filter => {
      await expect(door.countTodos(filter)).rejects.toMatchObject({ code: 'badInput' })
    },
  )
})

function toCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}
