import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { printedSchema, schemaPath } from '../../server/graphql/print-schema.ts'
import { cancel, create, run, runExpectingError } from './graphql-requests.ts'
import { ask, useService } from '../harness/test-service.ts'

const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'
const todoFields = 'id title description completed completedAt deadlineAt createdAt updatedAt'
const createTodo = `mutation ($input: CreateTodoInput!) { todo: createTodo(input: $input) { ${todoFields} } }`
const updateTodo = `mutation ($id: ID!, $input: UpdateTodoInput!) {
  todo: updateTodo(id: $id, input: $input) { ${todoFields} } }`
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/)

const described = `{ __schema { types { name kind description
  fields { name description args { name description } }
  inputFields { name description } enumValues { name description } } } }`

type Described = { name: string; description: string | null } & Record<
  'fields' | 'args',
  Described[] | null
> &
  Record<'inputFields' | 'enumValues', Described[] | null>

type TodoPage = {
  edges: { cursor: string; node: object }[]
  nodes: { title: string }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string }
}

/** The paths below `path` that have no description. */
const findUndescribed = (path: string, { name, description, ...parts }: Described): string[] => [
  ...(description ? [] : [`${path}${name}`]),
  ...[parts.fields, parts.args, parts.inputFields, parts.enumValues]
    .flatMap(list => list ?? [])
    .flatMap(part => findUndescribed(`${path}${name}.`, part)),
]

test('matches the printed schema (to update it: npm run print:schema)', async () => {
  expect(await readFile(schemaPath, 'utf8')).toBe(printedSchema)
})

describe('the GraphQL door', () => {
  const service = useService({ broker: 'postgres' })
  let url: string
  beforeAll(() => {
    url = service.url
  })

  test('creates, reads, changes and deletes a todo', async () => {
    const input = { title: 'a', description: 'b', deadlineAt: '2030-01-02 03:04' }
    const { data: { todo } = {} } = await run(url, createTodo, { input })
    expect(todo).toEqual({
      ...input,
      id: expect.stringMatching(/^\d+$/),
      completed: false,
      completedAt: null,
      deadlineAt: '2030-01-02T03:04:00Z',
      createdAt: instant,
      updatedAt: instant,
    })
    expect((await service.ask(`GET /todos/${todo.id}`)).json).toMatchObject({
      id: Number(todo.id),
      title: 'a',
    })
    const changed = await run(url, updateTodo, { id: todo.id, input: { completed: true, deadlineAt: null } })
    expect(changed.data.todo).toEqual({
      ...todo,
      completed: true,
      completedAt: instant,
      deadlineAt: null,
      updatedAt: expect.not.stringMatching(todo.updatedAt),
    })
    const again = await run(url, `{ todo(id: ${todo.id}) { ${todoFields} } }`)
    expect(again).toEqual({ data: { todo: changed.data.todo } })
    const remove = `mutation { deleteTodo(id: ${todo.id}) { id title } }`
    expect(await run(url, remove)).toEqual({ data: { deleteTodo: { id: todo.id, title: 'a' } } })
    expect(await run(url, remove)).toEqual({ data: { deleteTodo: null } })
    expect(await run(url, 'mutation { deleteTodo(id: "x") { id } }')).toEqual({ data: { deleteTodo: null } })
  })

  test('converts times with an offset to UTC, and takes times without one as UTC', async () => {
    const times = {
      '2030-01-02T03:04:05+10:00': '2030-01-01T17:04:05Z',
      '2030-01-02T03:04': '2030-01-02T03:04:00Z',
    }
    for (const [deadlineAt, expected] of Object.entries(times)) {
      const { data } = await run(url, createTodo, { input: { title: 'a', deadlineAt } })
      expect(data.todo.deadlineAt).toBe(expected)
    }
  })

  test('pages through todos in both orders to the end, without gaps or duplicates', async () => {
    // Some share their time of creation.
    await service.replaceTodos(
      Array.from({ length: 25 }, (_, n) => ({
        title: `${n}`,
        created_at: new Date(1e12 + Math.floor(n / 4)),
      })),
    )
    for (const order of ['NEWEST_FIRST', 'OLDEST_FIRST']) {
      const titles: string[] = []
      const pages: [boolean, boolean][] = []
      let after: string | null = null
      do {
        const query = `query ($after: String, $order: TodoOrder!) { todos(first: 10, after: $after, order: $order) {
          edges { cursor node { title } } nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
        const { todos }: { todos: TodoPage } = (await run(url, query, { after, order })).data
        titles.push(...todos.nodes.map(({ title }) => title))
        expect(todos.edges.map(({ node }) => node)).toEqual(todos.nodes)
        expect(todos.pageInfo.startCursor).toBe(todos.edges[0]?.cursor)
        pages.push([todos.pageInfo.hasNextPage, todos.pageInfo.hasPreviousPage])
        after = todos.pageInfo.hasNextPage ? todos.pageInfo.endCursor : null
      } while (after)
      expect(pages).toEqual([
        [true, false],
        [true, true],
        [false, true],
      ])
      const numbers = titles.map(Number)
      const sorted = Array.from({ length: 25 }, (_, n) => n)
      expect(numbers).toEqual(order === 'OLDEST_FIRST' ? sorted : sorted.toReversed())
    }
  })

  test('filters todos by completion and deadline, down to an empty page', async () => {
    const day = 86_400_000
    await service.replaceTodos([
      { title: 'soon', deadline_at: new Date(Date.now() + day / 2) },
      { title: 'late', deadline_at: new Date(Date.now() + 3 * day) },
      { title: 'done', completed: true, completed_at: new Date() },
    ])
    const list = async (args: string) => {
      const { data } = await run(
        service.url,
        `{ todos(${args}) { nodes { title } pageInfo { startCursor endCursor } } }`,
      )
      return data.todos
    }
    expect((await list('completed: true')).nodes).toEqual([{ title: 'done' }])
    expect((await list('windowDays: 1, completed: false')).nodes).toEqual([{ title: 'soon' }])
    expect(await list('windowDays: -1')).toEqual({
      nodes: [],
      pageInfo: { startCursor: null, endCursor: null },
    })
  })

  test('generates a calendar with global ids and UTC times, with all its options', async () => {
    await service.replaceTodos([
      { title: 'in', deadline_at: new Date('2030-01-01T12:00:00Z') },
      { title: 'out', deadline_at: new Date('2031-01-01T12:00:00Z') },
    ])
    const job = await create(url)
    expect(job).toMatchObject({
      state: 'PENDING',
      attempt: 0,
      eventId: `${job.id}.1`,
      progress: { done: 0, total: null, percent: null },
      resultUrl: `${url}/api/v1/todos/ical/${job.id}/result`,
      statusUrl: `${url}/api/v1/todos/ical/${job.id}/status`,
    })
    await service.finishTask(job.id)
    expect((await ask(job.resultUrl, `GET ${new URL(job.resultUrl).pathname}`)).text).toMatch(
      /DTSTART:20300101T120000Z/,
    )
    const options = {
      completed: 'EXCLUDE',
      from: '2030-01-01',
      to: '2030-12-31T00:00Z',
      name: 'mine',
      timeForm: 'FLOATING',
      uid: 'ID',
    }
    const other = await create(url, options)
    await service.finishTask(other.id)
    const { text } = await service.ask(`GET /todos/ical/${other.id}/result`)
    expect(text).toMatch(/mine[\s\S]*DTSTART:20300101T120000\r?\n/)
    expect(text).not.toMatch(/SUMMARY:out/)
    const query = `query ($id: ID!) { calendarJob(id: $id) { id state written attempt startedAt finishedAt
      progress { done total percent } skipped { noDeadline outOfRange filtered } } }`
    expect((await run(url, query, { id: other.id })).data.calendarJob).toEqual({
      id: other.id,
      state: 'SUCCESS',
      written: 1,
      attempt: 1,
      startedAt: instant,
      finishedAt: instant,
      progress: { done: 2, total: 2, percent: 100 },
      skipped: { noDeadline: 0, outOfRange: 1, filtered: 0 },
    })
  })

  test('accepts the options of a job as they were read, with null for absent ones', async () => {
    const fields = 'options { component alarms from to name color description list search hasDeadline }'
    const read = async ({ id }: { id: string }) =>
      (await run(url, `query ($id: ID!) { job: calendarJob(id: $id) { ${fields} } }`, { id })).data.job
        .options as object
    const options = await read(await create(url, { component: 'BOTH', alarms: [5] }))
    expect(options).toMatchObject({ component: 'BOTH', from: null, alarms: [5], list: null })
    expect(await read(await create(url, options))).toEqual(options)
    const preview = `query ($input: CalendarJobInput) { calendarPreview(input: $input) { todos } }`
    expect((await run(url, preview, { input: options })).errors).toBeUndefined()
  })

  test('returns the same job for the same idempotency key', async () => {
    const first = await create(url, { uid: 'ID' }, 'key')
    expect((await create(url, { uid: 'ID' }, 'key')).id).toBe(first.id)
    const query = 'mutation { createCalendarJob(input: { uid: GLOBAL }, idempotencyKey: "key") { id } }'
    expect(await runExpectingError(url, query)).toMatchObject({ code: 'CONFLICT' })
  })
})

describe('the GraphQL door', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let url: string
  beforeAll(() => {
    url = service.url
  })

  test('describes every type, field, argument and value', async () => {
    const { types } = (await run(url, described)).data.__schema as { types: Described[] }
    const own = types.filter(({ name }) => !name.startsWith('__'))
    expect(own.length).toBeGreaterThan(15)
    expect(own.flatMap(type => findUndescribed('', type))).toEqual([])
  })

  test('cancels and retries jobs, and lists them by state, a page at a time', async () => {
    const { id } = await create(url)
    const jobs = [await create(url), await create(url)]
    expect((await cancel(url, id)).data.cancelCalendarJob).toMatchObject({ id, state: 'REVOKED' })
    expect((await cancel(url, id)).errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }])
    const retry = 'mutation ($id: ID!) { retryCalendarJob(id: $id) { id retryOf state } }'
    const retried = (await run(url, retry, { id })).data.retryCalendarJob
    expect(retried).toMatchObject({ retryOf: id, state: 'PENDING' })
    expect(await runExpectingError(url, retry, { id: retried.id })).toMatchObject({ code: 'CONFLICT' })

    const list = async (args: string) =>
      (await run(url, `{ calendarJobs(${args}) { nodes { id } pageInfo { endCursor hasNextPage } } }`)).data
        .calendarJobs
    expect((await list('state: REVOKED')).nodes).toEqual([{ id }])
    const first = await list('first: 3, state: PENDING')
    expect(first.nodes).toEqual([{ id: retried.id }, { id: jobs[1]?.id }, { id: jobs[0]?.id }])
    expect(first.pageInfo.hasNextPage).toBe(false)
    const page = await list('first: 3')
    expect(page.pageInfo.hasNextPage).toBe(true)
    expect((await list(`first: 3, after: "${page.pageInfo.endCursor}"`)).nodes).toEqual([{ id }])
  })

  test.for([
    '{ todo(id: 77) { id } }',
    '{ todo(id: "x") { id } }',
    '{ todo(id: "99999999999999999999") { id } }',
    `{ calendarJob(id: "${unknownId}") { id } }`,
    '{ calendarJob(id: "x") { id } }',
    'mutation { updateTodo(id: 77, input: { title: "x" }) { id } }',
    'mutation { cancelCalendarJob(id: "x") { id } }',
    `mutation { retryCalendarJob(id: "${unknownId}") { id } }`,
    'mutation { restoreList(id: "x") { id } }',
  ])('answers NOT_FOUND to %s', async query => {
    expect(await runExpectingError(url, query)).toEqual({
      code: 'NOT_FOUND',
      message: expect.stringMatching(/not found/),
    })
  })
})
