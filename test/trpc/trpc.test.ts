import { TRPCError } from '@trpc/server'
import { describe, expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { AppError } from '../../core/app-error.ts'
import { formatError } from '../../server/trpc/errors.ts'
import { ask, startTestService } from '../harness/test-service.ts'

const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'

const withoutWorker = { broker: 'postgres', withWorker: false } as const

const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'OK',
    (error: { data?: { code: string } }) => error.data?.code,
  )

describe('the todos at /trpc', () => {
  test('creates, changes and deletes a todo', async () => {
    await using service = await startTestService(withoutWorker)
    const client = createClient(service)
    const made = await client.createTodo.mutate({ title: 'Project', deadlineAt: '2030-01-02 03:04+10:00' })
    expect(made).toMatchObject({ id: 1, description: null, completed: false, completedAt: null })
    expect(made.deadlineAt).toBe('2030-01-01T17:04:00Z')
    expect(made.createdAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    const done = await client.updateTodo.mutate({ id: 1, completed: true, deadlineAt: null })
    expect(done).toMatchObject({ title: 'Project', completed: true, deadlineAt: null })
    expect(await client.todo.query({ id: 1 })).toEqual(done)
    expect(await client.deleteTodo.mutate({ id: 1 })).toEqual(done)
    expect(await client.deleteTodo.mutate({ id: 1 })).toBeNull()
    expect(await codeOf(client.todo.query({ id: 1 }))).toBe('NOT_FOUND')
    expect(await codeOf(client.updateTodo.mutate({ id: 1, title: 'a' }))).toBe('NOT_FOUND')
  })

  test('pages through todos in either order', async () => {
    await using service = await startTestService(withoutWorker)
    const client = createClient(service)
    const now = new Date()
    await service.replaceTodos(
      Array.from({ length: 5 }, (_, n) => ({ title: `${n}`, created_at: now, completed: n === 4 })),
    )
    for (const order of ['asc', 'desc'] as const) {
      const titles: string[] = []
      let after: string | undefined
      do {
        const page = await client.todos.query({ first: 2, order, after })
        titles.push(...page.items.map(({ title }) => title))
        after = page.nextCursor ?? undefined
      } while (after !== undefined)
      const expected = ['0', '1', '2', '3', '4']
      expect(titles).toEqual(order === 'asc' ? expected : expected.toReversed())
    }
    const titlesOf = async (input: Parameters<typeof client.todos.query>[0]) =>
      (await client.todos.query(input)).items.map(({ title }) => title)
    expect(await titlesOf({ completed: true })).toEqual(['4'])
    await client.updateTodo.mutate({
      id: (await client.todos.query()).items[0]?.id ?? 0,
      deadlineAt: '2020-01-01',
    })
    expect(await titlesOf({ windowDays: 0 })).toEqual(['4'])
    for (const input of [{ first: 0 }, { first: 1001 }, { after: 'nonsense' }, { windowDays: 0.5 }]) {
      expect(await codeOf(client.todos.query(input))).toBe('BAD_REQUEST')
    }
  })
})

describe('the calendar jobs at /trpc', () => {
  test('creates, finds, cancels and retries a job', async () => {
    await using service = await startTestService(withoutWorker)
    const client = createClient(service)
    const job = await client.createCalendarJob.mutate()
    const url = `${service.url}/api/v1/todos/ical/${job.id}`
    expect(job).toMatchObject({
      state: 'PENDING',
      eventId: `${job.id}.1`,
      attempt: 0,
      progress: { done: 0, total: null, percent: null },
      retryOf: null,
      resultUrl: `${url}/result`,
      statusUrl: `${url}/status`,
      finishedAt: null,
    })
    expect(await client.calendarJob.query({ id: job.id })).toEqual(job)
    expect(await codeOf(client.retryCalendarJob.mutate({ id: job.id }))).toBe('CONFLICT')
    expect(await client.cancelCalendarJob.mutate({ id: job.id })).toMatchObject({ state: 'REVOKED' })
    expect(await codeOf(client.cancelCalendarJob.mutate({ id: job.id }))).toBe('CONFLICT')
    const next = await client.retryCalendarJob.mutate({ id: job.id })
    expect(next).toMatchObject({ state: 'PENDING', retryOf: job.id })
    const idsOf = async (input: Parameters<typeof client.calendarJobs.query>[0]) =>
      (await client.calendarJobs.query(input)).items.map(({ id }) => id)
    expect(await idsOf({})).toEqual([next.id, job.id])
    expect(await idsOf({ state: 'REVOKED' })).toEqual([job.id])
    const { nextCursor } = await client.calendarJobs.query({ first: 1 })
    expect(await idsOf({ after: nextCursor ?? '' })).toEqual([job.id])
    for (const id of [unknownId, 'nonsense']) {
      expect(await codeOf(client.calendarJob.query({ id }))).toBe('NOT_FOUND')
      expect(await codeOf(client.cancelCalendarJob.mutate({ id }))).toBe('NOT_FOUND')
      expect(await codeOf(client.retryCalendarJob.mutate({ id }))).toBe('NOT_FOUND')
    }
  })

  test('returns the same job for the same key and options', async () => {
    await using service = await startTestService(withoutWorker)
    const client = createClient(service)
    const create = (name: string) =>
      client.createCalendarJob.mutate({ options: { name }, idempotencyKey: 'key' })
    expect((await create('a')).id).toBe((await create('a')).id)
    expect(await codeOf(create('b'))).toBe('CONFLICT')
    const { options } = await service.db
      .selectFrom('calendar_job')
      .select('options')
      .executeTakeFirstOrThrow()
    expect(options).toMatchObject({ name: 'a', timeForm: 'utc', uid: 'global', completedMark: true })
  })
})

const batch = (size: number) => `/trpc/${Array.from({ length: size }, () => 'todos').join(',')}?batch=1`

/** The error that a client sees for an error thrown by a procedure. */
const formatted = (cause: Error) => {
  const error = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause })
  const { message, data } = formatError({ error, path: 'todos', ctx: undefined })
  return [data.code, data.httpStatus, message]
}

describe('the door at /trpc', () => {
  test('accepts only JSON in small batches, and never answers bad input with 5xx', async () => {
    await using service = await startTestService(withoutWorker)
    const post = async (body: string, type: string, procedure = 'createTodo') =>
      (await ask(service.url, `POST /trpc/${procedure}`, { body, headers: { 'content-type': type } })).status
    expect(await post('--x--', 'multipart/form-data; boundary=x')).toBe(415)
    expect(await post('{"title":"a"}', 'application/octet-stream')).toBe(415)
    expect(await post('{"title":"a"}', 'text/plain')).toBe(415)
    expect(await post('--x--', 'multipart/form-data; boundary=x', 'calendarJobStatus')).toBe(415)
    expect(await post('{"title":"a"', 'application/json')).toBe(400)
    expect(await post('[1]', 'application/json')).toBe(400)
    expect(await post('{"title":"a","id":7}', 'application/json')).toBe(400)
    expect(await post(JSON.stringify({ title: 'x'.repeat(300_000) }), 'application/json')).toBe(413)
    const get = async (path: string) => (await ask(service.url, `GET ${path}`)).status
    expect(await get(batch(10))).toBe(200)
    expect(await get(batch(11))).toBe(400)
    expect(await get('/trpc/todos?input={')).toBe(400)
    expect(await get('/trpc/nothing')).toBe(404)
    expect(await get('/trpc/createTodo')).toBe(405)
    expect(await get('/trpc/todos,calendarJobStatus?batch=1')).toBe(400)
    const { headers, json } = await ask(service.url, 'GET /trpc/todo?input={"id":"1"}', {
      headers: { origin: service.url },
    })
    expect(json).toMatchObject({
      error: { message: expect.stringMatching(/^id: /), data: { httpStatus: 400 } },
    })
    expect(headers).not.toHaveProperty('access-control-allow-origin')
    expect(await service.db.selectFrom('todo').select('id').execute()).toEqual([])
  })

  test('masks unexpected errors', async () => {
    await using service = await startTestService(withoutWorker)
    await service.db.schema.alterTable('todo').renameColumn('title', 'secret').execute()
    const { status, text, json } = await ask(service.url, 'GET /trpc/todos')
    expect(status).toBe(500)
    expect(json).toEqual({
      error: {
        code: -32603,
        message: 'Unexpected error',
        data: {
          code: 'INTERNAL_SERVER_ERROR',
          httpStatus: 500,
          path: 'todos',
          requestId: expect.stringMatching(/^\S{8,}$/),
        },
      },
    })
    expect(text).not.toMatch(/secret|column|\.ts/)
  })

  test('uses tRPC’s codes for errors that clients can act on', () => {
    expect(formatted(new AppError('gone', 'Gone'))).toEqual(['NOT_FOUND', 404, 'Gone'])
    expect(formatted(new AppError('conflict', 'No'))).toEqual(['CONFLICT', 409, 'No'])
    expect(formatted(new AppError('unavailable', 'Wait'))).toEqual(['SERVICE_UNAVAILABLE', 503, 'Wait'])
    const down = Object.assign(new Error('connect 10.0.0.1:5432'), { code: 'ECONNREFUSED' })
    expect(formatted(down)).toEqual(['SERVICE_UNAVAILABLE', 503, 'The database cannot be reached; try again'])
    expect(formatted(new TypeError('x is undefined'))).toEqual([
      'INTERNAL_SERVER_ERROR',
      500,
      'Unexpected error',
    ])
  })

  test('requires the API token when one is set', async () => {
    await using service = await startTestService({
      ...withoutWorker,
      env: { API_TOKEN: 'a-long-secret-token' },
    })
    await expect(createClient(service).todos.query()).rejects.toThrow()
    const client = createClient({ url: `${service.url}/`, token: 'a-long-secret-token' })
    expect(await client.todos.query()).toEqual({ items: [], nextCursor: null })
  })
})
