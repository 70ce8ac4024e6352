import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, createClient } from '../../client/create-client.ts'
import { run } from '../graphql/graphql-requests.ts'
import { useService } from '../harness/test-service.ts'

type NewTodo = Extract<Parameters<Client['createTodo']['mutate']>[0], { title: string }>

const due = (day: string) => ({ completed: false, deadline_at: `${day}T00:00:00`, deadline_on: day })

describe('counts and previews at every door', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let client: Client
  let uni: number

  beforeAll(async () => {
    client = createClient(service)
    uni = (await client.createList.mutate({ input: { name: 'Uni' } })).id
    const inputs: NewTodo[] = [
      { title: 'Essay', list: 'Uni', tags: ['exam', 'term'], priority: 'high', deadlineOn: '2030-01-02' },
      { title: 'Talk', list: 'Uni', tags: ['exam'], deadlineAt: '2030-01-02T12:00:00Z' },
      { title: 'Milk', completed: true, deadlineOn: '2030-01-03' },
      { title: 'Someday' },
    ]
    for (const input of inputs) await client.createTodo.mutate({ input })
  })

  const graphql = async (query: string) => (await run(service.url, query)).data as unknown
  const rest = async (line: string, json?: object) => (await service.ask(line, json && { json })).json

  test('lists what is due on each day', async () => {
    const input = { from: '2030-01-01', days: 31, timeZone: 'UTC', first: 1, filter: 'due:any' }
    expect(await client.todoDays.query(input)).toMatchObject([
      { day: '2030-01-02', total: 2, open: 2, todos: [{ title: 'Essay', listId: uni, priority: 'high' }] },
      { day: '2030-01-03', total: 1, open: 0, todos: [{ title: 'Milk', completed: true }] },
    ])
    expect(
      await graphql(`
        {
          todoDays(from: "2030-01-01", days: 31, timeZone: "UTC", first: 1, filter: "due:any") {
            day
            total
            open
            todos {
              title
              deadlineAt
              deadlineOn
              list {
                name
              }
              priority
            }
          }
        }
      `),
    ).toEqual({
      todoDays: [
        {
          day: '2030-01-02',
          total: 2,
          open: 2,
          todos: [
            {
              title: 'Essay',
              deadlineAt: null,
              deadlineOn: '2030-01-02',
              list: { name: 'Uni' },
              priority: 'HIGH',
            },
          ],
        },
        {
          day: '2030-01-03',
          total: 1,
          open: 0,
          todos: [
            {
              title: 'Milk',
              deadlineAt: null,
              deadlineOn: '2030-01-03',
              list: { name: 'Inbox' },
              priority: 'NONE',
            },
          ],
        },
      ],
    })
    const query = 'from=2030-01-01&days=31&timeZone=UTC&first=1&filter=due:any'
    expect(await rest(`GET /todos/days?${query}`)).toEqual([
      {
        day: '2030-01-02',
        total: 2,
        open: 2,
        todos: [{ id: 1, title: 'Essay', ...due('2030-01-02'), list_id: uni, priority: 'high' }],
      },
      {
        day: '2030-01-03',
        total: 1,
        open: 0,
        todos: [{ id: 3, title: 'Milk', ...due('2030-01-03'), completed: true }],
      },
    ])
  })

  test('refuses too many days, in the same words', async () => {
    const message = 'days: must be a whole number between 1 and 42'
    const input = { from: '2030-01-01', days: 43, timeZone: 'UTC', first: 1 }
    await expect(client.todoDays.query(input)).rejects.toThrow(message)
    const { errors } = await run(
      service.url,
      '{ todoDays(from: "2030-01-01", days: 43, timeZone: "UTC", first: 1) { day } }',
    )
    expect(errors?.map(error => error.message)).toEqual([message])
    expect(await rest('GET /todos/days?from=2030-01-01&days=43&timeZone=UTC&first=1')).toEqual({
      error: message,
    })
    expect(await rest('GET /todos/days?from=2030-01-01&days=x&timeZone=UTC&first=1')).toEqual({
      error: 'days: must be a whole number',
    })
  })

  test('counts what a calendar would contain', async () => {
    const skipped = { noDeadline: 1, outOfRange: 0, filtered: 0 }
    const expected = { todos: 4, events: 3, tasks: 0, skipped }
    expect(await client.calendarPreview.query({})).toEqual(expected)
    const fields = '{ todos events tasks skipped { noDeadline outOfRange filtered } }'
    expect(await graphql(`{ calendarPreview ${fields} }`)).toEqual({ calendarPreview: expected })
    const restSkipped = { no_deadline: 1, out_of_range: 0, filtered: 0 }
    expect(await rest('POST /todos/ical/preview')).toEqual({ ...expected, skipped: restSkipped })

    const input = { component: 'both', filter: 'tag:exam' } as const
    const both = { todos: 2, events: 2, tasks: 2 }
    expect(await client.calendarPreview.query({ input })).toMatchObject(both)
    expect(
      await graphql(`{ calendarPreview(input: { component: BOTH, filter: "tag:exam" }) ${fields} }`),
    ).toMatchObject({ calendarPreview: both })
    expect(await rest('POST /todos/ical/preview', { options: input })).toMatchObject(both)

    const window = { daysBack: 1, daysAhead: 1 }
    expect(await client.calendarPreview.query({ window })).toMatchObject({ events: 0 })
    expect(
      await graphql(`{ calendarPreview(window: { daysBack: 1, daysAhead: 1 }) ${fields} }`),
    ).toMatchObject({ calendarPreview: { events: 0 } })
    expect(await rest('POST /todos/ical/preview', { window })).toMatchObject({ events: 0 })
    expect(await rest('POST /todos/ical/preview', { name: 'x' })).toMatchObject({ error: expect.any(String) })
  })

  test('counts the open todos of each list, and lists the tags', async () => {
    expect(await client.listCounts.query()).toEqual([
      { listId: 1, open: 1 },
      { listId: uni, open: 2 },
    ])
    expect(await graphql('{ listCounts { list { name } open } tags }')).toEqual({
      listCounts: [
        { list: { name: 'Inbox' }, open: 1 },
        { list: { name: 'Uni' }, open: 2 },
      ],
      tags: ['exam', 'term'],
    })
    expect(await rest('GET /lists/counts')).toEqual([
      { list_id: 1, open: 1 },
      { list_id: uni, open: 2 },
    ])
    expect(await client.tags.query()).toEqual(['exam', 'term'])
    expect(await rest('GET /tags')).toEqual(['exam', 'term'])
  })
})
