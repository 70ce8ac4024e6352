import { beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { DoorError } from './door.ts'
import { askAll, doors, same } from './doors.ts'
import { runExpectingError } from '../graphql/graphql-requests.ts'
import { reportCursor, todoCursor, toTodoCursor } from '../../server/operations/paging.ts'
import { ask, useService } from '../harness/test-service.ts'

const service = useService({ broker: 'postgres', withWorker: false })
beforeAll(async () => {
  await service.replaceTodos(
    Array.from({ length: 1001 }, (_, n) => ({ title: `todo ${n}`, created_at: new Date(n * 1000) })),
  )
  await Promise.all(Array.from({ length: 101 }, () => service.createTask()))
})

const problemOf = async (run: Promise<unknown>): Promise<string> => {
  const error: unknown = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof DoorError) || error.code !== 'badInput')
    throw new Error(`Not bad input: ${String(error)}`)
  return error.message
}

describe.each(doors)('the $name door', ({ open, name }) => {
  test('returns at most 1,000 items in a page', async () => {
    const door = open(service.url)
    const { items, next } = await door.listTodos({ limit: 1000 })
    expect([items.length, next]).toEqual([1000, expect.any(String)])
    expect((await door.listTodos({ limit: 1000, after: next })).items).toHaveLength(1)
    expect((await door.listCalendarJobs({ limit: 1000 })).items).toHaveLength(101)
  })

  test.for([0, -1, 1001])('rejects a page of %i items and names the argument', async limit => {
    const argument = name === 'REST' ? 'limit' : 'first'
    const words = new RegExp(`${argument}: must be a whole number`)
    expect(await problemOf(open(service.url).listTodos({ limit }))).toMatch(words)
    expect(await problemOf(open(service.url).listCalendarJobs({ limit }))).toMatch(words)
  })

  test('continues a list with the cursor of any other door', async () => {
    const door = open(service.url)
    for (const other of doors) {
      const from = other.open(service.url)
      const todos = await from.listTodos({ limit: 2, sort: 'title' })
      const jobs = await from.listCalendarJobs({ limit: 2 })
      expect((await door.listTodos({ limit: 1, sort: 'title', after: todos.next })).items).toEqual(
        (await from.listTodos({ limit: 1, sort: 'title', after: todos.next })).items,
      )
      expect((await door.listCalendarJobs({ limit: 1, after: jobs.next })).items).toEqual(
        (await from.listCalendarJobs({ limit: 3 })).items.slice(2),
      )
    }
  })

  test('accepts the id of a job as a cursor, which earlier clients send', async () => {
    const { items } = await open(service.url).listCalendarJobs({ limit: 3 })
    const { items: behind } = await open(service.url).listCalendarJobs({ limit: 2, after: items[0]?.id })
    expect(behind).toEqual(items.slice(1))
  })
})

test('returns the same cursors and the same default page size at every door', async () => {
  const cursors = await askAll(service.url, async door => [
    (await door.listTodos({ limit: 2 })).next,
    (await door.listCalendarJobs({ limit: 2 })).next,
  ])
  expect(cursors).toEqual(same(cursors[0]))
  const { items } = await createClient(service).calendarJobs.query()
  expect(items).toHaveLength(100)
  expect((await service.ask('GET /todos/ical')).json).toHaveLength(100)
})

test('names every problem of an input at every door', async () => {
  const todo = { title: '', deadlineAt: 'tomorrow' }
  const problems = await askAll(service.url, door => problemOf(door.createTodo(todo)))
  for (const problem of problems) expect(problem).toMatch(/title: must not be empty; deadline(At|_at): \w/)
  const { text } = await service.ask('POST /todos', { json: { deadline_at: 'x', color: 'red' } })
  expect(JSON.parse(text)).toEqual({ error: 'extra fields' })
  const missing = await service.ask('POST /todos', { json: { deadline_at: 'x' } })
  expect(missing.json).toEqual({ error: 'missing title' })
})

test('rejects both names of the input of createCalendarJob at once', async () => {
  const json = { input: {}, options: {} }
  const { status, text } = await ask(service.url, 'POST /trpc/createCalendarJob', { json })
  expect([status, text]).toEqual([400, expect.stringContaining('options: is the earlier name of input')])
})

test('limits the items of one GraphQL request across its aliases', async () => {
  const pages = ['a', 'b', 'c'].map(alias => `${alias}: todos(first: $first) { nodes { id } }`)
  const query = `query ($first: Int!) { ${pages.join(' ')} }`
  expect(await runExpectingError(service.url, query, { first: 1000 })).toEqual({
    code: 'BAD_INPUT',
    message: expect.stringMatching(/^first: must be at most 2000 /),
  })
})

const forge = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url')

test('takes back each cursor that it gives out, and no forged one', () => {
  // The end of the last day that a deadline can be, in New York.
  const last = {
    id: 1,
    title: 'a',
    createdAt: '2030-01-02T03:04:05Z',
    rank: 0,
    dueAt: '4501-01-01T04:59:59.999999Z',
  }
  expect(todoCursor.parse(toTodoCursor('deadline', last))).toMatchObject({ value: last.dueAt })
  expect(todoCursor.safeParse(forge(['0000-01-01T00:00:00Z', 1])).success).toBe(false)
  expect(reportCursor.safeParse(forge([3_000_000_000])).success).toBe(false)
})
