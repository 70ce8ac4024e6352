import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Answer, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'
import { type Door, DoorError } from './door.ts'
import { doors } from './doors.ts'

const service = useService({
  broker: 'postgres',
  withWorker: false,
  env: { MAX_TODOS: '3', MAX_FEEDS: '3', MAX_WAITING_JOBS: '3' },
})

const conflict = (message: string) => ({ code: 'conflict', message: expect.stringContaining(message) })
const tooManyTodos = conflict('There are already 3 todos, the maximum')
const tooManyJobs = conflict('There are already 3 waiting jobs, the maximum')

/** Of six concurrent requests, three fit. */
async function sendSix<Created>(create: () => Promise<Created>, refusal: object): Promise<Created[]> {
  const sent = await Promise.allSettled(Array.from({ length: 6 }, create))
  const refused = sent.flatMap(each => (each.status === 'rejected' ? [each.reason] : []))
  expect(refused).toEqual(Array.from({ length: 3 }, () => expect.objectContaining(refusal)))
  return sent.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
}

/** A server without room notices after a moment that a job has ended. */
const untilRoom = (create: () => Promise<string>) =>
  waitFor('room for a job', () =>
    create().catch((error: unknown) => {
      if (error instanceof DoorError && error.code === 'conflict') return undefined
      throw error
    }),
  )

describe.each(doors)('limits at the $name door', ({ open }) => {
  let door: Door
  beforeEach(async () => {
    door = open(service.url)
    await service.replaceTodos([])
    await sql`update owner set todo_count = 0`.execute(service.db)
    await sql`truncate calendar_feed, calendar_job, idempotency_key, todo_key cascade`.execute(service.db)
  })

  test('creates exactly the maximum number of todos, and restores none beyond it', async () => {
    const [first] = await sendSix(() => door.createTodo({ title: 'a' }), tooManyTodos)
    await door.deleteTodo(first?.id ?? 0)
    const { id } = await door.createTodo({ title: 'in its place' })
    await expect(door.restoreTodo(first?.id ?? 0)).rejects.toMatchObject(tooManyTodos)
    await door.updateTodo(id, { title: 'changed' })
    await door.deleteTodo(id)
    await door.restoreTodo(first?.id ?? 0)
    await expect(door.createTodo({ title: 'b' }, 'a-key')).rejects.toMatchObject(tooManyTodos)
    expect((await door.listTodos()).items).toHaveLength(3)
    await door.deleteTodo(first?.id ?? 0)
    const { id: keyed } = await door.createTodo({ title: 'b' }, 'a-key')
    expect(await door.createTodo({ title: 'b' }, 'a-key')).toMatchObject({ id: keyed })
  })

  test('creates exactly the maximum number of feeds', async () => {
    const message = 'There are already 3 feeds: delete one first'
    const feeds = await sendSix(() => door.createFeed({ name: 'x' }), conflict(message))
    expect(await door.listFeeds()).toHaveLength(feeds.length)
  })

  test('creates exactly the maximum number of waiting jobs', async () => {
    await untilRoom(() => door.createCalendarJob()).then(door.cancelCalendarJob)
    const [first = ''] = await sendSix(() => door.createCalendarJob({ name: 'x' }), tooManyJobs)
    await door.cancelCalendarJob(first)
    const replaced = await untilRoom(() => door.createCalendarJob({ name: 'y' }, 'a-key'))
    await expect(door.retryCalendarJob(first)).rejects.toMatchObject(tooManyJobs)
    expect(await door.createCalendarJob({ name: 'y' }, 'a-key')).toBe(replaced)
    expect(await service.ask('POST /todos/import', { body: 'title\nx\n' })).toMatchObject({
      status: 409,
      json: { error: tooManyJobs.message },
    })
    await door.cancelCalendarJob(replaced)
    await untilRoom(() => door.retryCalendarJob(first))
  })
})

test('imports as many todos as there can be, and reports the others', async () => {
  await using _worker = await service.startWorker()
  await service.replaceTodos([])
  await sql`update owner set todo_count = 0`.execute(service.db)
  const kept = await service.createTodo({ title: 'kept' })
  const importRows = async (query: string) => {
    const body = 'uid,title\na,A\nb,B\nc,C\nd,D\n'
    const { json } = await waitFor('room for the import', async () => {
      const answer: Answer = await service.ask(`POST /todos/import${query}`, { body })
      if (answer.status !== 202 && answer.status !== 409) throw new Error(answer.text)
      return answer.status === 202 && answer
    })
    const { id } = json as { id: string }
    const { counts } = await waitFor('the import to finish', async () => {
      const job = (await service.ask(`GET /todos/import/${id}`)).json as { state: string; counts: object }
      return job.state === 'SUCCESS' && job
    })
    return { counts, report: (await service.ask(`GET /todos/import/${id}/report`)).text }
  }
  const expected = {
    counts: { created: 2, changed: 0, unchanged: 0, skipped: 2, noted: 0 },
    report: expect.stringContaining('"notes":["there are already 3 todos, the maximum"]'),
  }
  expect(await importRows('?dryRun=true')).toEqual(expected)
  expect(await importRows('')).toEqual(expected)
  await service.ask(`DELETE /todos/${kept.id}`)
  expect((await importRows('')).counts).toMatchObject({ created: 1, unchanged: 2, skipped: 1 })
})

test('counts the todos again before it refuses one, once a minute', async () => {
  const createIn = (status: number) =>
    expect(service.ask('POST /todos', { json: { title: 'x' } })).resolves.toMatchObject({ status })
  await service.replaceTodos([{ title: 'as by an older release' }])
  await sql`update owner set todo_count = 99, todos_counted_at = now()`.execute(service.db)
  await createIn(409)
  await sql`update owner set todos_counted_at = now() - interval '1 hour'`.execute(service.db)
  await createIn(201)
  await createIn(201)
  await createIn(409)
})

test('remembers that it has counted the todos when it refuses one', async () => {
  const { db } = service
  await service.replaceTodos([])
  await sql`update owner set todo_count = 0`.execute(db)
  const { id } = await service.createTodo({ title: 'trashed' })
  await service.ask(`DELETE /todos/${id}`)
  for (const title of ['a', 'b', 'c']) await service.createTodo({ title })
  const refuse = async (line: string, json?: object) => {
    await sql`update owner set todos_counted_at = now() - interval '1 hour'`.execute(db)
    expect((await service.ask(line, { json })).status).toBe(409)
    const { rows } =
      await sql`select from owner where todos_counted_at > now() - interval '30 minutes'`.execute(db)
    expect(rows).toHaveLength(1)
  }
  await refuse('POST /todos', { title: 'x' })
  await refuse(`POST /todos/${id}/restore`)
})
