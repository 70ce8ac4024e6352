import { describe, expect, test } from 'vitest'
import { openEventStream, type ServerSentEvent } from '../harness/event-stream.ts'
import { brokers, startTestService, type Task, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const eventsUrl = ({ url }: TestService, id: string) => `${url}/api/v1/todos/ical/${id}/events`
const toTask = ({ data = '' }: ServerSentEvent) => JSON.parse(data) as Task
const toVersion = ({ id = '' }: ServerSentEvent) => Number(id.split('.')[1])

describe.each(brokers)('the events of a task on %s', broker => {
  test('are ever newer up to the end of the task, and then the stream ends', async () => {
    await using service = await startTestService({ broker, env: { SIMULATED_WORK_SECONDS: '4' } })
    await service.replaceTodos(
      Array.from({ length: 40 }, (_, n) => ({ title: `${n}`, deadline_at: new Date() })),
    )
    const { task_id: id } = await service.createTask()
    using stream = await openEventStream(eventsUrl(service, id))
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    const events = await stream.rest()
    expect(
      events.every(({ event, id: eventId }) => event === 'status' && eventId?.startsWith(`${id}.`)),
    ).toBe(true)
    const versions = events.map(toVersion)
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
    const tasks = events.map(toTask)
    expect(tasks.filter(({ state }) => state === 'STARTED').length).toBeGreaterThanOrEqual(3)
    const done = tasks.map(({ progress }) => progress.done)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(tasks.at(-1)).toMatchObject({ state: 'SUCCESS', progress: { done: 40, total: 40 } })
    expect(tasks.slice(0, -1).every(({ task_status }) => task_status === 'PENDING')).toBe(true)
    expect(tasks.at(-1)).toEqual(
      (await service.ask(`GET /todos/ical/${id}/status`, { headers: host(service) })).json,
    )
  })

  test('arrive at once, not with the next poll of the database', async () => {
    await using service = await startTestService({ broker })
    await service.createTodo({ title: 'a', deadline_at: '2030-01-01' })
    const times: number[] = []
    for (let round = 0; round < 9; round += 1) {
      const { task_id: id } = await service.createTask()
      using stream = await openEventStream(eventsUrl(service, id))
      const events = await stream.rest()
      const endedAtMs = Date.now()
      expect(events.at(-1)).toMatchObject({ event: 'status' })
      const { finished_at } = await service.db
        .selectFrom('calendar_job')
        .select('finished_at')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      times.push(endedAtMs - Date.parse(finished_at ?? ''))
    }
    // The rows are read again every second, which would make it half a second.
    expect(times.toSorted((a, b) => a - b)[4]).toBeLessThan(300)
  })

  test('report a cancellation immediately', async () => {
    await using service = await startTestService({ broker, withWorker: false })
    const { task_id: id } = await service.createTask()
    using stream = await openEventStream(eventsUrl(service, id))
    expect(toTask((await stream.events.next()).value ?? {})).toMatchObject({ state: 'PENDING' })
    await service.ask(`DELETE /todos/ical/${id}`)
    expect((await stream.rest()).map(toTask)).toMatchObject([{ state: 'REVOKED', task_status: 'REVOKED' }])
  })
})

const host = ({ url }: TestService) => ({ host: new URL(url).host })

describe('the events of a task', () => {
  test('are never repeated while nothing changes', async () => {
    await using service = await startTestService({
      broker: 'postgres',
      env: { SIMULATED_WORK_SECONDS: '1.5' },
    })
    await service.createTodo({ title: 'a', deadline_at: '2030-01-01' })
    const { task_id: id } = await service.createTask()
    using stream = await openEventStream(eventsUrl(service, id))
    const told = (await stream.rest()).map(({ data }) => data)
    expect(told).toEqual([...new Set(told)])
  })

  test('resume after the last one that the client has seen', async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const { task_id: id } = await service.createTask()
    using first = await openEventStream(eventsUrl(service, id))
    const { id: lastId = '' } = (await first.events.next()).value ?? {}
    expect(lastId).toBe(`${id}.1`)
    first[Symbol.dispose]()
    await using _worker = await service.startWorker()
    await service.finishTask(id)
    using next = await openEventStream(eventsUrl(service, id), { 'last-event-id': lastId })
    const [end, ...more] = await next.rest()
    expect(more).toEqual([])
    expect(toTask(end ?? {})).toMatchObject({ state: 'SUCCESS' })
    using after = await openEventStream(eventsUrl(service, id), { 'last-event-id': end?.id })
    expect(after.status).toBe(204)
  })

  test.each([
    '',
    'nonsense',
    '.3',
    '01a2072b-f003-77dd-8cc8-4eb7c38beb8d.3',
    '{id}',
    '{id}.',
    '{id}.-1',
    '{id}.999',
    '{id}.1e0',
  ])('start with the current state when Last-Event-ID is %j', async lastEventId => {
    await using service = await startTestService({ broker: 'postgres' })
    const { task_id: id } = await service.createTask()
    await service.finishTask(id)
    using stream = await openEventStream(eventsUrl(service, id), {
      'last-event-id': lastEventId.replace('{id}', id),
    })
    expect((await stream.rest()).map(toTask)).toMatchObject([{ state: 'SUCCESS' }])
  })

  test('are 404 for an unknown task', async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    for (const id of ['nonsense', '01a2072b-f003-77dd-8cc8-4eb7c38beb8d']) {
      const { status, json } = await service.ask(`GET /todos/ical/${id}/events`)
      expect([status, json]).toEqual([404, { error: 'Task not found' }])
    }
  })

  test('arrive with the next poll of the database, without queue events', async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const { task_id: id } = await service.createTask()
    using stream = await openEventStream(eventsUrl(service, id))
    await stream.events.next()
    await service.db
      .updateTable('calendar_job')
      .set({ state: 'FAILURE', error: 'by hand', due_at: null, version: 2 })
      .execute()
    const changedAtMs = performance.now()
    expect((await stream.rest()).map(toTask)).toMatchObject([{ state: 'FAILURE', error: 'by hand' }])
    // It is read every second.
    expect(performance.now() - changedAtMs).toBeLessThan(10_000)
  })

  test('are refused over the limit with 503 until another client leaves', async () => {
    await using service = await startTestService({
      broker: 'postgres',
      withWorker: false,
      env: { MAX_STREAMS: '2' },
    })
    const { task_id: id } = await service.createTask()
    const open = () => openEventStream(eventsUrl(service, id))
    const leaving = await open()
    using _staying = await open()
    using refused = await open()
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1'])
    leaving[Symbol.dispose]()
    const admitted = await waitFor('a place', async () => {
      const stream = await open()
      return stream.status === 200 && stream
    })
    admitted[Symbol.dispose]()
  })

  test('break off at a drain with a retry time, and resume at another server', async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const { task_id: id } = await service.createTask()
    const draining = await service.startServer()
    const stream = await openEventStream(`${draining.url}/api/v1/todos/ical/${id}/events`)
    const { id: lastId } = (await stream.events.next()).value ?? {}
    await draining[Symbol.asyncDispose]()
    const goodbye = await stream.events.next()
    expect(Number(goodbye.value?.retry)).toBeGreaterThanOrEqual(1_000)
    await expect(stream.rest()).rejects.toThrow('aborted')
    await service.ask(`DELETE /todos/ical/${id}`)
    using elsewhere = await openEventStream(eventsUrl(service, id), { 'last-event-id': lastId })
    expect((await elsewhere.rest()).map(toTask)).toMatchObject([{ state: 'REVOKED' }])
  })
})
