import { describe, expect, test } from 'vitest'
import { type Todo, useService } from '../harness/test-service.ts'

const startMs = Date.parse('2026-01-01T00:00:00Z')
const dayMs = 86_400_000

/** Groups of three share a `created_at`; groups are a microsecond apart, which JavaScript's Date cannot tell. */
const crowd = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    title: `todo ${index}`,
    completed: index % 2 === 0,
    created_at: `2026-01-01T00:00:00.${String(Math.floor(index / 3)).padStart(6, '0')}Z`,
  }))

const toCursor = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url')
const titlesOf = (json: unknown) => (json as Todo[]).map(({ title }) => title)
const titlesOfCrowd = (count: number) => crowd(count).map(({ title }) => title)

describe('the list of todos', () => {
  const service = useService({ broker: 'postgres' })

  /** Follows `Link` to the end. */
  async function walk(path: string): Promise<string[][]> {
    const pages: string[][] = []
    for (let next: string | undefined = path; next !== undefined;) {
      const { status, headers, json } = await service.ask(`GET ${next}`)
      expect(status).toBe(200)
      pages.push(titlesOf(json))
      const [, url] = /^<([^>]+)>; rel="next"$/.exec(String(headers['link'] ?? '')) ?? []
      expect(url === undefined).toBe(headers['link'] === undefined)
      expect(url?.startsWith(`${service.url}/api/v1/`) ?? true).toBe(true)
      next = url?.slice(`${service.url}/api/v1`.length)
    }
    return pages
  }

  test.for([0, 1, 999, 1000, 1001, 2000, 2500])('returns all of %i todos in order', async count => {
    await service.replaceTodos(crowd(count))
    const oldestFirst = await service.ask('GET /todos?order=asc')
    expect(titlesOf(oldestFirst.json)).toEqual(titlesOfCrowd(count))
    const { status, headers, json } = await service.ask('GET /todos')
    expect([status, headers['content-type'], headers['link']]).toEqual([200, 'application/json', undefined])
    expect(titlesOf(json)).toEqual(titlesOfCrowd(count).toReversed())
    const { status: headStatus, headers: head, bytes } = await service.ask('HEAD /todos')
    expect([headStatus, head['content-type'], bytes.length]).toEqual([200, 'application/json', 0])
  })

  test('is an empty array without todos', async () => {
    await service.replaceTodos([])
    expect((await service.ask('GET /todos')).text).toBe('[]')
  })

  test('contains each todo as GET by id returns it', async () => {
    await service.replaceTodos([])
    const todos = [
      await service.createTodo({ title: 'first' }),
      await service.createTodo({ title: 'second', description: 'x', deadline_at: '2030-01-02T03:04:05.6Z' }),
    ]
    expect((await service.ask('GET /todos')).json).toEqual(todos.toReversed())
  })

  test('filters by completed', async () => {
    await service.replaceTodos(crowd(10))
    const even = ['todo 8', 'todo 6', 'todo 4', 'todo 2', 'todo 0']
    const odd = ['todo 9', 'todo 7', 'todo 5', 'todo 3', 'todo 1']
    expect(titlesOf((await service.ask('GET /todos?completed=true')).json)).toEqual(even)
    expect(titlesOf((await service.ask('GET /todos?completed=false')).json)).toEqual(odd)
  })

  test.for([
    ['window=2', ['tomorrow', 'yesterday', 'long ago']],
    ['window=0', ['yesterday', 'long ago']],
    ['window=-5', ['long ago']],
    ['window=-100', []],
    ['window=30', ['in a week', 'tomorrow', 'yesterday', 'long ago']],
    ['window=1000000', ['in a week', 'tomorrow', 'yesterday', 'long ago']],
    ['window=-1000000', []],
    ['window=30&completed=true', ['in a week', 'yesterday']],
    ['completed=false&window=2', ['tomorrow', 'long ago']],
    ['window=2&order=asc&limit=2', ['long ago', 'yesterday']],
  ] as const)('is filtered by %s', async ([query, titles]) => {
    const deadlines = { 'long ago': -50, yesterday: -1, tomorrow: 1, 'in a week': 7, never: undefined }
    const rows = Object.entries(deadlines).map(([title, days], index) => ({
      title,
      completed: index % 2 === 1,
      deadline_at: days === undefined ? null : new Date(Date.now() + days * dayMs),
      created_at: new Date(startMs + index),
    }))
    await service.replaceTodos(rows)
    expect(titlesOf((await service.ask(`GET /todos?${query}`)).json)).toEqual(titles)
  })

  test.for(['desc', 'asc'] as const)('pages to the end, %s', async order => {
    await service.replaceTodos(crowd(23))
    const expected = order === 'asc' ? titlesOfCrowd(23) : titlesOfCrowd(23).toReversed()
    for (const limit of [1, 2, 7, 22, 23, 24, 1000]) {
      const pages = await walk(`/todos?order=${order}&limit=${limit}`)
      expect(pages.flat()).toEqual(expected)
      expect(pages.map(page => page.length).slice(0, -1)).toEqual(Array(pages.length - 1).fill(limit))
      expect(pages).toHaveLength(Math.ceil(23 / limit))
    }
  })

  test('keeps its filter and order across pages', async () => {
    await service.replaceTodos(crowd(20))
    const pages = await walk('/todos?completed=true&order=asc&limit=4')
    expect(pages.map(page => page.length)).toEqual([4, 4, 2])
    expect(pages.flat()).toEqual(titlesOfCrowd(20).filter((_, index) => index % 2 === 0))
  })

  test('returns a hundred todos when only a cursor is given', async () => {
    await service.replaceTodos(crowd(150))
    const { headers } = await service.ask('GET /todos?limit=10')
    const cursor = /cursor=([\w-]+)/.exec(String(headers['link']))?.[1]
    const { json, headers: next } = await service.ask(`GET /todos?cursor=${cursor}`)
    expect(titlesOf(json)).toEqual(titlesOfCrowd(150).toReversed().slice(10, 110))
    expect(next['link']).toMatch(/rel="next"$/)
  })

  test('pages without gaps or duplicates while todos are created and deleted', async () => {
    await service.replaceTodos(crowd(9))
    const first = await service.ask('GET /todos?limit=3')
    expect(titlesOf(first.json)).toEqual(['todo 8', 'todo 7', 'todo 6'])
    const last = (first.json as Todo[]).at(-1)
    await service.ask(`DELETE /todos/${last?.id}`)
    await service.createTodo({ title: 'new' })
    const next = /api\/v1([^>]*)/.exec(String(first.headers['link']))?.[1] ?? ''
    expect(titlesOf((await service.ask(`GET ${next}`)).json)).toEqual(['todo 5', 'todo 4', 'todo 3'])
  })

  test.for([
    ['completed', ['1', 'yes', 'True', 'TRUE', '', 'null']],
    ['window', ['abc', '1.5', '', '%20', '1e3', '0x10', '%2B5', '--5', 'NaN', 'Infinity', '1000001']],
    ['window', ['-1000001', '99999999999999999999', '2147483648']],
    ['order', ['up', 'ASC', '', 'desc;']],
    ['limit', ['0', '-1', '1001', '1.5', 'abc', '', '%20', 'NaN', '99999999999999999999']],
    ['cursor', ['', 'x', '%00', '!!!', toCursor(null), toCursor([]), toCursor(['x', 1]), toCursor({})]],
    ['cursor', [toCursor(['0000-01-01T00:00:00Z', 1]), toCursor(['2026-01-01T00:00:00Z', -1])]],
    ['cursor', [toCursor(['2026-02-30T00:00:00Z', 1]), toCursor(['2026-01-01T00:00:00Z', 1.5])]],
    ['cursor', [toCursor(['2026-01-01T00:00:00Z', 1e300]), toCursor('01a20732-f700-74bb-add7-f3156a620beb')]],
  ] as const)('is refused, naming %s, for any of %j', async ([name, values]) => {
    for (const value of values) {
      const { status, json } = await service.ask(`GET /todos?${name}=${value}`)
      expect([value, status, json]).toEqual([value, 400, { error: expect.stringContaining(name) }])
    }
  })

  test.for([
    ['priority=bad', 'priority: must be one of none, low, medium, high'],
    ['priority=high,bad', 'priority: must be one of none, low, medium, high'],
    ['priority=', 'priority: must be one of none, low, medium, high'],
    ['tag=exam,', 'tag.1: must be a single line that is not empty'],
  ] as const)('is refused with %s, saying what is accepted', async ([query, error]) => {
    const { status, json } = await service.ask(`GET /todos?${query}`)
    expect([status, json]).toEqual([400, { error }])
  })
})
