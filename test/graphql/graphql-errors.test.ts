import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { migrateDatabase } from '../../core/database/migrate.ts'
import { run, runExpectingError, toResult } from './graphql-requests.ts'
import { startApp } from '../doors/start-app.ts'
import { startTestPostgres } from '../harness/test-postgres.ts'
import { ask, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const emoji = '🗓'

/** An operation with bad input, its variables, and the error message. */
const badInput: [query: string, variables: object, message: RegExp][] = [
  ['mutation { createTodo(input: { title: "" }) { id } }', {}, /^title: must not be empty/],
  [
    'mutation ($title: String!) { createTodo(input: { title: $title }) { id } }',
    { title: emoji.repeat(256) },
    /^title: /,
  ],
  [
    'mutation ($title: String!) { createTodo(input: { title: $title }) { id } }',
    { title: 'a\0b' },
    /^title: .*NUL/,
  ],
  [
    'mutation ($title: String!) { createTodo(input: { title: $title }) { id } }',
    { title: '\ud800' },
    /^title: /,
  ],
  [
    'mutation ($text: String!) { createTodo(input: { title: "x", description: $text }) { id } }',
    { text: 'x'.repeat(10_001) },
    /^description: /,
  ],
  ['mutation { createTodo(input: { title: "x", deadlineAt: "tomorrow" }) { id } }', {}, /^deadlineAt: /],
  ['mutation { createTodo(input: { title: "x", deadlineAt: "2030-02-30" }) { id } }', {}, /^deadlineAt: /],
  ['mutation { createTodo(input: { title: "", deadlineAt: "x" }) { id } }', {}, /^title: .*; deadlineAt: /],
  ['mutation { createTodo(input: { title: "x", deadlineAt: 5 }) { id } }', {}, /DateTime/],
  ['mutation { createTodo(input: { title: "x", completed: null }) { id } }', {}, /^completed: /],
  ['mutation { createTodo(input: { title: "x", owner: "me" }) { id } }', {}, /owner/],
  [
    'mutation ($input: CreateTodoInput!) { createTodo(input: $input) { id } }',
    { input: { title: 5 } },
    /input\.title/,
  ],
  [
    'mutation ($input: CreateTodoInput!) { createTodo(input: $input) { id } }',
    { input: { title: 'x', deadlineAt: 5 } },
    /input\.deadlineAt/,
  ],
  ['mutation { updateTodo(id: 1, input: { title: null }) { id } }', {}, /^title: /],
  ['mutation { createCalendarJob(input: { from: "x" }) { id } }', {}, /^from: /],
  [
    'mutation { createCalendarJob(input: { from: "2030-01-02", to: "2030-01-01" }) { id } }',
    {},
    /^from: must be before to/,
  ],
  ['mutation { createCalendarJob(input: { completed: MAYBE }) { id } }', {}, /MAYBE/],
  [
    'mutation ($name: String) { createCalendarJob(input: { name: $name }) { id } }',
    { name: 'x'.repeat(256) },
    /^name: /,
  ],
  ['mutation { createCalendarJob(idempotencyKey: "a b") { id } }', {}, /^idempotencyKey: /],
  [
    'mutation ($key: String) { createCalendarJob(idempotencyKey: $key) { id } }',
    { key: 'a\0' },
    /^idempotencyKey: /,
  ],
  ['{ todos(first: 0) { nodes { id } } }', {}, /^first: /],
  ['{ todos(first: 1001) { nodes { id } } }', {}, /^first: /],
  ['{ todos(after: "x") { nodes { id } } }', {}, /^after: /],
  ['{ todos(after: "WyIyMDMwLTAxLTAxIiwtMV0") { nodes { id } } }', {}, /^after: /],
  ['{ todos(windowDays: 1000001) { nodes { id } } }', {}, /^windowDays: /],
  ['{ calendarJobs(after: "IngiCg") { nodes { id } } }', {}, /^after: /],
  ['{ calendarJobs(first: -1) { nodes { id } } }', {}, /^first: /],
  ['{ nope }', {}, /nope/],
  ['{ todos { nodes { id } }', {}, /Syntax Error/],
  ['', {}, /Syntax Error/],
]

describe('an error at the GraphQL door', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let url: string
  beforeAll(() => {
    url = service.url
  })

  test.for(badInput)('names the problem in %s', async ([query, variables, message]) => {
    expect(await runExpectingError(url, query, variables)).toEqual({
      code: 'BAD_INPUT',
      message: expect.stringMatching(message),
    })
  })

  test('has the path and the location in the query', async () => {
    const { errors, data } = await run(url, '{ a: todo(id: 77) { id } todos { nodes { id } } }')
    expect(errors).toEqual([
      {
        message: 'Todo not found',
        locations: [{ line: 1, column: 3 }],
        path: ['a'],
        extensions: { code: 'NOT_FOUND' },
      },
    ])
    expect(data).toEqual({ a: null, todos: { nodes: [] } })
  })

  test('has status 400 only for clients that accept application/graphql-response+json', async () => {
    const json = { query: '{ nope }' }
    for (const [accept, status] of [
      ['application/json', 200],
      ['application/graphql-response+json', 400],
    ] as const) {
      const answer = await ask(url, 'POST /graphql', { json, headers: { accept } })
      expect([answer.status, answer.headers['content-type']]).toEqual([status, `${accept}; charset=utf-8`])
    }
  })
})

test('masks a bug, and logs it once with the request id of the answer', async () => {
  await using server = await startApp()
  await sql`alter table todo rename to secret`.execute(server.db)
  for (const query of [
    '{ todos { nodes { id } } }',
    'mutation { createTodo(input: { title: "x" }) { id } }',
  ]) {
    server.logged.length = 0
    const answer = await ask(server.url, 'POST /graphql', { json: { query } })
    expect(answer.text).not.toMatch(/relation|select|insert|\bat /i)
    const { errors: [error] = [] } = toResult(answer)
    expect(error).toMatchObject({
      message: 'Unexpected error',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
    })
    expect(server.logged).toMatchObject([
      {
        level: 50,
        requestId: error?.extensions.requestId,
        err: { message: expect.stringMatching(/relation/) },
      },
    ])
  }
})

test('answers UNAVAILABLE while the database is down', async () => {
  await using postgres = await startTestPostgres()
  await migrateDatabase(postgres.url)
  await using server = await startApp(postgres.url)
  const query = '{ todos { nodes { id } } }'
  expect(await run(server.url, query)).toEqual({ data: { todos: { nodes: [] } } })
  await postgres.stop()
  const answer = await ask(server.url, 'POST /graphql', { json: { query } })
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1'])
  expect(toResult(answer).errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }])
  await postgres.start()
  await waitFor('the list', async () => (await run(server.url, query)).data)
})
