import { describe, expect, test } from 'vitest'
import { useService } from '../harness/test-service.ts'

const naiveTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.(?!0{6})\d{6})?$/)
const whole = {
  title: 'Project Proposal',
  description: 'CSSE6400 Project Proposal Due',
  completed: true,
  deadline_at: '2023-04-03T14:00:00',
}

/** Notations that POST and PUT accept, and their values. */
const deadlines = [
  ['2030-01-02', '2030-01-02T00:00:00'],
  ['2030-01-02T03:04', '2030-01-02T03:04:00'],
  ['2030-01-02 03:04', '2030-01-02T03:04:00'],
  ['2030-01-02T03:04:05', '2030-01-02T03:04:05'],
  ['2026-12-25 00:00:00.000', '2026-12-25T00:00:00'],
  ['2030-01-02T03:04:05.6', '2030-01-02T03:04:05.600000'],
  ['2030-01-02T03:04:05.000001', '2030-01-02T03:04:05.000001'],
  ['2030-01-02T03:04:05.123456789', '2030-01-02T03:04:05.123456'],
  ['2030-01-02T03:04Z', '2030-01-02T03:04:00'],
  ['2030-01-02T03:04:05Z', '2030-01-02T03:04:05'],
  ['2030-01-02 03:04:05.250Z', '2030-01-02T03:04:05.250000'],
  ['2030-01-02T03:04:05+10:00', '2030-01-01T17:04:05'],
  ['2030-01-02T03:04:05.5-05:30', '2030-01-02T08:34:05.500000'],
  ['2030-12-31T23:30-01:00', '2031-01-01T00:30:00'],
  ['2024-02-29', '2024-02-29T00:00:00'],
  ['1900-01-01', '1900-01-01T00:00:00'],
  ['1899-12-31T20:00-04:00', '1900-01-01T00:00:00'],
  ['4500-12-31T23:59:59.999999', '4500-12-31T23:59:59.999999'],
  ['4501-01-01T09:59+10:00', '4500-12-31T23:59:00'],
  [null, null],
] as const

const notDeadlines = [
  '',
  ' ',
  'infinity',
  '-infinity',
  'now',
  'today',
  '0044-03-15 BC',
  '2030',
  '2030-01',
  '2030-1-2',
  '02/01/2030',
  '2030-W01-1',
  '2030-13-01',
  '2030-02-30',
  '2023-02-29',
  '2030-01-00',
  '2030-01-02T24:00',
  '2030-01-02T03:60',
  '2030-01-02T03:04:60',
  '2030-01-02T03',
  '2030-01-02T',
  '2030-01-02Z',
  '2030-01-02T03:04:05.',
  '2030-01-02T03:04:05,5',
  '2030-01-02T03:04:05+24:00',
  '2030-01-02T03:04:05+10:60',
  '2030-01-02T03:04:05 UTC',
  '2030-01-02T03:04:05[Europe/Berlin]',
  ' 2030-01-02',
  '2030-01-02\n',
  '٢٠٣٠-01-02',
  '1899-12-31T23:59:59',
  '1900-01-01T00:00+00:01',
  '4501-01-01',
  '4500-12-31T23:59-00:01',
  '0000-01-01',
  '+002030-01-02',
  1_893_553_445,
  true,
  [],
  {},
]

describe('todos', () => {
  const service = useService({ broker: 'postgres' })

  test('answers health with a fixed body', async () => {
    const { status, headers, text } = await service.ask('GET /health')
    expect([status, headers['content-type'], text]).toEqual([200, 'application/json', '{"status":"ok"}'])
  })

  test('returns a new todo and its URL', async () => {
    const { status, headers, json } = await service.ask('POST /todos', { json: { title: 'Milk' } })
    expect(json).toEqual({
      id: expect.any(Number),
      title: 'Milk',
      description: null,
      completed: false,
      deadline_at: null,
      created_at: naiveTime,
      updated_at: naiveTime,
    })
    const { id } = json as { id: number }
    expect([status, headers['content-type']]).toEqual([201, 'application/json'])
    expect(headers.location).toBe(`${service.url}/api/v1/todos/${id}`)
  })

  test('keeps all fields of a new todo', async () => {
    const todo = await service.createTodo(whole)
    expect(todo).toMatchObject(whole)
    const { status, headers, json } = await service.ask(`GET /todos/${todo.id}`)
    expect([status, headers['content-type'], json]).toEqual([200, 'application/json', todo])
  })

  test.for(['999999999', '0', '9007199254740993', '9223372036854775808', '9'.repeat(400)])(
    'finds no todo with the id %s',
    async id => {
      const answers = [
        await service.ask(`GET /todos/${id}`),
        await service.ask(`PUT /todos/${id}`, { json: { title: 'x' } }),
      ]
      for (const { status, text } of answers)
        expect([status, text]).toEqual([404, '{"error":"Todo not found"}'])
      const { status, text } = await service.ask(`DELETE /todos/${id}`)
      expect([status, text]).toEqual([200, '{}'])
    },
  )

  test.for(['abc', '-1', '1.5', '1e3', '0x1', '+1', '%00', '%ff', '1%20', 'null', "1'--"])(
    'answers in JSON that %s is not an id',
    async id => {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const { status, json } = await service.ask(`${method} /todos/${id}`)
        expect([status, json]).toEqual([404, { error: expect.any(String) }])
      }
    },
  )

  test.for([
    { title: 'Another' },
    { description: 'Other' },
    { completed: false },
    { deadline_at: '2031-01-01T00:00:00' },
    { description: null },
    { deadline_at: null },
    { title: 'Another', description: null, completed: false, deadline_at: null },
  ])('changes only the given fields with PUT %j', async change => {
    const todo = await service.createTodo(whole)
    const { status, json } = await service.ask(`PUT /todos/${todo.id}`, { json: change })
    expect([status, json]).toEqual([200, { ...todo, ...change, updated_at: naiveTime }])
    expect(Date.parse((json as typeof todo).updated_at)).toBeGreaterThanOrEqual(Date.parse(todo.updated_at))
    expect(json).not.toHaveProperty('updated_at', todo.updated_at)
    expect((await service.ask(`GET /todos/${todo.id}`)).json).toEqual(json)
  })

  test.for([
    {},
    { title: whole.title },
    whole,
    { deadline_at: '2023-04-03 14:00:00.000' },
    { deadline_at: '2023-04-04T00:00:00+10:00' },
  ])('keeps updated_at with PUT %j, which changes nothing', async change => {
    const todo = await service.createTodo(whole)
    const { status, json } = await service.ask(`PUT /todos/${todo.id}`, { json: change })
    expect([status, json]).toEqual([200, todo])
    expect((await service.ask(`GET /todos/${todo.id}`)).json).toEqual(todo)
  })

  test('checks the body of a PUT, then extra fields, then the id', async () => {
    const headers = { 'content-type': 'application/json' }
    for (const [body, expected, error] of [
      ['{', 400, 'The body is not valid JSON'],
      ['{"extra":1}', 400, 'extra fields'],
      ['{"title":5,"extra":1}', 400, 'extra fields'],
      ['{"title":5}', 400, expect.stringContaining('title')],
      ['{"title":"x"}', 404, 'Todo not found'],
    ] as const) {
      const { status, json } = await service.ask('PUT /todos/999999999', { body, headers })
      expect([body, status, json]).toEqual([body, expected, { error }])
    }
  })

  test('returns the deleted todo, and {} when there was none', async () => {
    const todo = await service.createTodo(whole)
    const first = await service.ask(`DELETE /todos/${todo.id}`)
    expect([first.status, first.json]).toEqual([200, todo])
    const second = await service.ask(`DELETE /todos/${todo.id}`)
    expect([second.status, second.text]).toEqual([200, '{}'])
    expect((await service.ask(`GET /todos/${todo.id}`)).status).toBe(404)
  })

  test.for([
    ['2023-02-27T00:00:00Z', '2023-02-27T00:00:00'],
    ['2023-02-27T00:00:00.25Z', '2023-02-27T00:00:00.250000'],
    ['2023-02-27T23:59:59.000001Z', '2023-02-27T23:59:59.000001'],
    ['2023-02-27T10:00:00+10:00', '2023-02-27T00:00:00'],
  ] as const)('returns the stored time %s as %s', async ([at, naive]) => {
    await service.replaceTodos([{ title: 'x', deadline_at: at, created_at: at, updated_at: at }])
    const { json } = await service.ask('GET /todos')
    expect(json).toMatchObject([{ deadline_at: naive, created_at: naive, updated_at: naive }])
  })

  test.for(deadlines)('reads the deadline %s as %s', async ([notation, naive]) => {
    const created = await service.createTodo({ title: 'x', deadline_at: notation })
    expect(created.deadline_at).toBe(naive)
    const { id } = await service.createTodo({ title: 'x', deadline_at: '2000-01-01' })
    const changed = await service.ask(`PUT /todos/${id}`, { json: { deadline_at: notation } })
    expect([changed.status, changed.json]).toMatchObject([200, { deadline_at: naive }])
    expect((await service.ask(`GET /todos/${id}`)).json).toEqual(changed.json)
  })

  test.for(notDeadlines.map(value => [value]))('rejects the deadline %j', async ([value]) => {
    const todo = await service.createTodo(whole)
    const answers = [
      await service.ask('POST /todos', { json: { title: 'x', deadline_at: value } }),
      await service.ask(`PUT /todos/${todo.id}`, { json: { deadline_at: value } }),
    ]
    for (const { status, json } of answers) {
      expect([status, json]).toEqual([400, { error: expect.stringContaining('deadline_at') }])
    }
    expect((await service.ask(`GET /todos/${todo.id}`)).json).toEqual(todo)
  })
})
