import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, startTestService, type TestService } from './harness/test-service.ts'

const runs = 150

let service: TestService
beforeAll(async () => {
  service = await startTestService({ broker: 'postgres', withWorker: false })
})
afterAll(() => service[Symbol.asyncDispose]())

/** JSON that often has the names and shapes that the doors look for. */
const names = [
  'title',
  'description',
  'completed',
  'deadline_at',
  'deadlineAt',
  'id',
  'ids',
  'input',
  'options',
  'query',
]
const more = [
  'variables',
  'after',
  'first',
  'from',
  'to',
  'name',
  'timeForm',
  'timeZone',
  'durationMinutes',
  'alarms',
  'color',
  'uid',
  'idempotencyKey',
  'window',
  'daysBack',
  'daysAhead',
  '0',
  'json',
  '__proto__',
]
const key = fc.oneof(fc.constantFrom(...names, ...more), fc.string())
const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '2030-01-02',
    'only',
    'utc',
    '\0',
    '\uD800',
    '0000-01-01',
    'infinity',
    '__typename',
    '{ __typename }',
  ),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
)
const { value: anything } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  ),
}))

const id = fc.oneof(fc.constantFrom('1', '0', '-1', '9'.repeat(30), '1e3', 'ical', '%00', '..'), fc.uuid())

const changing = [
  'POST /api/v1/todos',
  'POST /api/v1/todos/ical',
  'PUT /api/v1/todos/1',
  'POST /graphql',
  'POST /trpc/createTodo',
  'POST /trpc/updateTodo',
  'POST /trpc/createCalendarJob',
  'POST /trpc/cancelCalendarJob',
  'POST /trpc/todo,createTodo?batch=1',
  'POST /api/v1/feeds',
  'POST /trpc/createCalendarFeed',
  'POST /trpc/updateCalendarFeed',
]

/** An answer that is not a failure of ours; the doors' own envelopes hold their errors with a 4xx or a 200. */
async function expectNoFailure(line: string, question: Parameters<typeof ask>[2] = {}) {
  const { status, text } = await ask(service.url, line, question)
  expect([line, status < 500, /Unexpected error|INTERNAL_SERVER_ERROR/.test(text)]).toEqual([
    line,
    true,
    false,
  ])
}

describe('whatever is sent, nothing fails', () => {
  test.each(changing)('%s takes or refuses any JSON', async line => {
    await fc.assert(
      fc.asyncProperty(anything, async json => expectNoFailure(line, { json })),
      { numRuns: runs },
    )
  })

  test.each(changing)('%s takes or refuses any bytes', async line => {
    const body = fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes))
    await fc.assert(
      fc.asyncProperty(body, async bytes =>
        expectNoFailure(line, { body: bytes, headers: { 'content-type': 'application/json' } }),
      ),
      { numRuns: runs / 3 },
    )
  })

  test('any GraphQL variables are taken or refused', async () => {
    const query =
      'mutation ($input: CreateTodoInput!, $job: CalendarJobInput, $id: ID!) { createTodo(input: $input) { id } createCalendarJob(input: $job) { id } cancelCalendarJob(id: $id) { id } }'
    const variables = fc.record({ input: anything, job: anything, id: anything })
    await fc.assert(
      fc.asyncProperty(variables, async value =>
        expectNoFailure('POST /graphql', { json: { query, variables: value } }),
      ),
      { numRuns: runs },
    )
  })

  test('any address with any parameters is answered', async () => {
    const path = fc.oneof(
      id.map(value => `/api/v1/todos/${value}`),
      fc
        .tuple(id, fc.constantFrom('status', 'result', 'events', 'retry'))
        .map(([value, last]) => `/api/v1/todos/ical/${value}/${last}`),
      id.map(value => `/api/v1/feeds/${value}`),
      fc.tuple(id, fc.webPath()).map(([value, rest]) => `/feeds/${value}${rest}`),
      fc.constantFrom(
        '/api/v1/todos',
        '/api/v1/todos/ical',
        '/graphql',
        '/trpc/todos',
        '/trpc/calendarJob',
        '/trpc/calendarJobStatus',
      ),
    )
    const parameters = fc.dictionary(
      fc.constantFrom(
        'completed',
        'window',
        'order',
        'limit',
        'cursor',
        'state',
        'query',
        'variables',
        'input',
        'batch',
      ),
      fc.oneof(
        fc.string({ unit: 'binary' }).filter(text => text.isWellFormed()),
        leaf.map(value => JSON.stringify(value) ?? ''),
        fc.constant('{ todos { nodes { id } } }'),
      ),
      { maxKeys: 4 },
    )
    await fc.assert(
      fc.asyncProperty(
        path,
        parameters,
        fc.constantFrom('GET', 'HEAD', 'DELETE', 'OPTIONS'),
        async (address, values, method) =>
          expectNoFailure(`${method} ${address}?${new URLSearchParams(values).toString()}`),
      ),
      { numRuns: runs * 2 },
    )
  })

  test('and the server still works', async () => {
    expect((await service.ask('GET /health')).status).toBe(200)
    expect((await service.ask('GET /todos?limit=5')).status).toBe(200)
    expect((await service.ask('POST /todos', { json: { title: 'a' } })).status).toBe(201)
  })
})
