import { beforeAll, describe, expect, test } from 'vitest'
import { openEventStream } from '../harness/event-stream.ts'
import { ask, useService } from '../harness/test-service.ts'
import { run } from '../graphql/graphql-requests.ts'

type Arguments = Record<string, unknown>

type Form = {
  operation: string
  /** GraphQL's types of the arguments. */
  types: Record<string, string>
  /** Valid at both doors. */
  given: (ids: { todo: number; feed: string }) => Arguments
  /** The same at tRPC in an earlier form. */
  earlier: (ids: { todo: number; feed: string }) => Arguments
  fields: string
  expected: object
}

const forms: Form[] = [
  {
    operation: 'createTodo',
    types: { input: 'CreateTodoInput!' },
    given: () => ({ input: { title: 'a', deadlineAt: '2030-01-02T00:00' } }),
    earlier: () => ({ title: 'a', deadlineAt: '2030-01-02T00:00' }),
    fields: 'title deadlineAt',
    expected: { title: 'a', deadlineAt: '2030-01-02T00:00:00Z' },
  },
  {
    operation: 'updateTodo',
    types: { id: 'ID!', input: 'UpdateTodoInput!' },
    given: ({ todo }) => ({ id: todo, input: { title: 'b', description: null } }),
    earlier: ({ todo }) => ({ id: todo, title: 'b', description: null }),
    fields: 'title description',
    expected: { title: 'b', description: null },
  },
  {
    operation: 'createCalendarJob',
    types: { input: 'CalendarJobInput' },
    given: () => ({ input: { name: 'Uni', alarms: [60] } }),
    earlier: () => ({ options: { name: 'Uni', alarms: [60] } }),
    fields: 'state options { name alarms }',
    expected: { state: 'PENDING', options: { name: 'Uni', alarms: [60] } },
  },
  {
    operation: 'createCalendarFeed',
    types: { input: 'CreateCalendarFeedInput!' },
    given: () => ({ input: { name: 'Uni', options: { alarms: [5] }, window: { daysBack: 1 } } }),
    earlier: () => ({ name: 'Uni', options: { alarms: [5] }, window: { daysBack: 1 } }),
    fields: 'name options { alarms } window { daysBack daysAhead }',
    expected: { name: 'Uni', options: { alarms: [5] }, window: { daysBack: 1, daysAhead: null } },
  },
  {
    operation: 'updateCalendarFeed',
    types: { id: 'ID!', input: 'UpdateCalendarFeedInput!' },
    given: ({ feed }) => ({ id: feed, input: { name: 'Work', window: null } }),
    earlier: ({ feed }) => ({ id: feed, name: 'Work', window: null }),
    fields: 'name window { daysBack }',
    expected: { name: 'Work', window: null },
  },
]

/** Arguments that are invalid at both doors, and the problem. */
const problems: [operation: string, types: Form['types'], given: Arguments, message: string][] = [
  ['createTodo', { input: 'CreateTodoInput!' }, { input: { title: '' } }, 'title: must not be empty'],
  // A zero-width space, a word joiner and a soft hyphen.
  [
    'createTodo',
    { input: 'CreateTodoInput!' },
    { input: { title: ' \u200b\u2060\u00ad' } },
    'title: must not be empty',
  ],
  [
    'updateTodo',
    { id: 'ID!', input: 'UpdateTodoInput!' },
    { id: 1, input: { title: '' } },
    'title: must not be empty',
  ],
  [
    'createCalendarJob',
    { input: 'CalendarJobInput' },
    { input: { alarms: [-1] } },
    'alarms.0: must not be negative',
  ],
  [
    'createCalendarFeed',
    { input: 'CreateCalendarFeedInput!' },
    { input: { name: ' ' } },
    'name: must not be empty',
  ],
]

describe('arguments', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let ids: { todo: number; feed: string }
  beforeAll(async () => {
    const { id: todo } = await service.createTodo({ title: 'x', description: 'y' })
    const feed = (await callTrpc('createCalendarFeed', { name: 'x', window: { daysBack: 1 } })) as {
      id: string
    }
    ids = { todo, feed: feed.id }
  })

  const askTrpc = (operation: string, json: Arguments) =>
    ask(service.url, `POST /trpc/${operation}`, { json })

  async function callTrpc(operation: string, given: Arguments): Promise<unknown> {
    const { status, text } = await askTrpc(operation, given)
    expect([status, text]).toEqual([200, expect.anything()])
    return (JSON.parse(text) as { result: { data: unknown } }).result.data
  }

  function callGraphql(operation: string, types: Form['types'], given: Arguments, fields: string) {
    const declared = Object.entries(types).map(([name, type]) => `$${name}: ${type}`)
    const passed = Object.keys(types).map(name => `${name}: $${name}`)
    return run(
      service.url,
      `mutation (${declared.join()}) { value: ${operation}(${passed.join()}) { ${fields} } }`,
      given,
    )
  }

  test.each(forms)(
    'gives $operation the same effect at GraphQL and tRPC, and in the earlier form of tRPC',
    async ({ operation, types, given, earlier, fields, expected }) => {
      const { data } = await callGraphql(operation, types, given(ids), fields)
      expect(data.value).toEqual(expected)
      expect(await callTrpc(operation, given(ids))).toMatchObject(expected)
      expect(await callTrpc(operation, earlier(ids))).toMatchObject(expected)
    },
  )

  test.each(problems)(
    'names the same problem of %s in every form',
    async (operation, types, given, message) => {
      const { errors } = await callGraphql(operation, types, given, 'id')
      expect(errors?.map(error => error.message)).toEqual([message])
      const { input, ...others } = given as { input: object }
      for (const form of [given, operation === 'createCalendarJob' ? given : { ...others, ...input }]) {
        expect((await askTrpc(operation, form)).json).toMatchObject({ error: { message } })
      }
    },
  )

  test.each([
    [{ input: { deadlineOn: 'soon' } }, /^deadlineOn: must be a date such as/],
    [{ deadlineOn: 'soon' }, /^deadlineOn: must be a date such as/],
    [{ input: { title: 7, color: 'red' } }, /^title: must be a string; .*"color"/],
    [{ input: 'a' }, /^input: /],
  ])('names the problem of the form that a client of tRPC has used: %j', async (given, message) => {
    const { json } = await askTrpc('updateTodo', { id: ids.todo, ...given })
    expect(json).toMatchObject({ error: { message: expect.stringMatching(message) } })
  })

  test('refuses fields beside an input that has them', async () => {
    const { status, text } = await askTrpc('updateTodo', { id: ids.todo, input: { title: 'a' }, title: 'b' })
    expect(status).toBe(400)
    expect(text).toContain('title')
  })

  test.each([
    ['asc', ['ASC', 'OLDEST_FIRST']],
    ['desc', ['DESC', 'NEWEST_FIRST']],
  ])('lists todos in the same order %s at every door', async (order, names) => {
    await service.createTodo({ title: 'later' })
    const { json } = await service.ask(`GET /todos?order=${order}`)
    const expected = (json as { id: number }[]).map(({ id }) => `${id}`)
    const path = `/trpc/todos?input=${encodeURIComponent(JSON.stringify({ order }))}`
    const answer = JSON.parse((await ask(service.url, `GET ${path}`)).text) as {
      result: { data: { items: { id: number }[] } }
    }
    expect(answer.result.data.items.map(({ id }) => `${id}`)).toEqual(expected)
    for (const name of names) {
      const { data } = await run(service.url, `{ todos(order: ${name}) { nodes { id } } }`)
      expect(data.todos.nodes).toEqual(expected.map(id => ({ id })))
    }
  })

  test('completes a subscription to no jobs at once', async () => {
    const query = encodeURIComponent('subscription { calendarJobsStatus(ids: []) { id } }')
    using graphql = await openEventStream(`${service.url}/graphql?query=${query}`)
    expect((await graphql.rest()).map(({ event }) => event)).toEqual(['complete'])
    using trpc = await openEventStream(`${service.url}/trpc/calendarJobsStatus?input={"ids":[]}`)
    expect((await trpc.rest()).map(({ event }) => event)).toEqual(['connected', 'return'])
  })
})
