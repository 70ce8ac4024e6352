import { Agent } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { openJobUpdates } from '../../core/live/job-updates.ts'
import { createLog } from '../../core/process/log.ts'
import { openQueue } from '../../core/queue/open-queue.ts'
import type { AnyJob } from '../../schema/import-job.ts'
import { localOwner } from '../../schema/owner.ts'
import { getCalendarJob } from '../../core/calendar-jobs/find.ts'
import { openProxy } from '../chaos/proxy.ts'
import { openEventStream, type ServerSentEvent } from '../harness/event-stream.ts'
import { ask, type AcceptedTask, brokers, startTestService, type Task } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const watchers = 1_000
const log = createLog('silent', 'test')

const stateOf = ({ data = '{}' }: ServerSentEvent) => (JSON.parse(data) as Task).state
const isEnd = (event: ServerSentEvent) => ['SUCCESS', 'FAILURE', 'REVOKED'].includes(stateOf(event))
const eventsPath = (id: string) => `/api/v1/todos/ical/${id}/events`

describe.each(brokers)('on %s', broker => {
  test(`sends the end of ${watchers} jobs to ${watchers} watchers, once each`, async () => {
    await using service = await startTestService({ broker })
    await service.createTodo({ title: 'a', deadline_at: '2030-01-01' })
    // No keep-alive: a request on a connection that the server is just closing would fail.
    const agent = new Agent({ maxSockets: 50 })
    const ends = await Promise.all(
      Array.from({ length: watchers }, async () => {
        const { json } = await ask(service.url, 'POST /api/v1/todos/ical', { agent })
        using stream = await openEventStream(service.url + eventsPath((json as AcceptedTask).task_id))
        const events = await stream.rest()
        const versions = events.map(({ id = '' }) => Number(id.split('.')[1]))
        expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
        expect(events.slice(0, -1).some(isEnd)).toBe(false)
        return stateOf(events.at(-1) ?? {})
      }),
    )
    agent.destroy()
    expect(ends.filter(state => state === 'SUCCESS')).toHaveLength(watchers)
  })
})

test('sends each version at most once, and the end, to a watcher whose connection breaks again and again', async () => {
  await using service = await startTestService({ broker: 'postgres', env: { SIMULATED_WORK_SECONDS: '3' } })
  await service.replaceTodos(
    Array.from({ length: 50 }, (_, n) => ({ title: `${n}`, deadline_at: new Date() })),
  )
  await using proxy = await openProxy(service.url)
  const { task_id: id } = await service.createTask()
  const seen: ServerSentEvent[] = []
  while (!seen.some(isEnd)) {
    using stream = await openEventStream(proxy.url + eventsPath(id), {
      'last-event-id': seen.at(-1)?.id ?? '',
    })
    const { value } = await stream.events.next()
    if (value) seen.push(value)
    proxy.cut()
    await stream.rest().catch(() => {})
  }
  expect(seen.length).toBeGreaterThan(3)
  expect(new Set(seen.map(event => event.id)).size).toBe(seen.length)
  using after = await openEventStream(proxy.url + eventsPath(id), { 'last-event-id': seen.at(-1)?.id ?? '' })
  expect(after.status).toBe(204)
})

test('resumes a stream after a restart of the server', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const first = await service.startServer()
  const { task_id: id } = await service.createTask()
  const stream = await openEventStream(first.url + eventsPath(id))
  const { value } = await stream.events.next()
  await first[Symbol.asyncDispose]()
  await using _worker = await service.startWorker()
  await using second = await service.startServer()
  using resumed = await openEventStream(second.url + eventsPath(id), { 'last-event-id': value?.id ?? '' })
  const events = await resumed.rest()
  expect(events.filter(isEnd)).toHaveLength(1)
  expect(events.some(event => event.id === value?.id)).toBe(false)
})

test('drops versions that a stalled reader misses, and sends it the newest when it reads again', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const { task_id: id } = await service.createTask()
  const { port, hostname } = new URL(service.url)
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${eventsPath(id)} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  let text = ''
  socket.on('data', chunk => (text += chunk.toString()))
  await waitFor('the first event', () => text.includes(`${id}.1\n`))
  socket.pause()
  const job = await getCalendarJob(service.db, localOwner, id)
  // 16 MB of events, far more than the socket buffers hold.
  await using queue = await openQueue(
    { databaseUrl: service.env.DATABASE_URL ?? '', brokerUrl: undefined, name: 'ical', leaseMs: 30_000 },
    log,
  )
  const { promise: published, resolve } = Promise.withResolvers<void>()
  await using _consumer = queue.consume(
    async ({ hint }) => {
      for (let version = 2; version <= 400; version += 1)
        await hint({ ...job, version, error: 'x'.repeat(40_000) })
      resolve()
      return undefined
    },
    { concurrency: 1, name: 'test' },
  )
  await published
  await service.db.updateTable('calendar_job').set({ version: 400 }).execute()
  socket.resume()
  await waitFor('the newest event', () => text.includes(`${id}.400\n`), 20_000)
  expect(text.match(/^event: status$/gm)?.length).toBeLessThan(400)
  socket.destroy()
})

test('forgets a job when its last watcher leaves, and sends a late watcher the current snapshot', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const { task_id: id } = await service.createTask()
  using jobUpdates = openJobUpdates(service.db, log)
  const early: AnyJob[] = []
  const watching = jobUpdates.watch(id, 0, job => early.push(job))
  await waitFor('the current snapshot', () => early.length === 1)
  const job = await getCalendarJob(service.db, localOwner, id)
  jobUpdates.publish({ ...job, version: 3 })
  jobUpdates.publish({ ...job, version: 2 })
  jobUpdates.publish({ ...job, version: 3 })
  expect(early.map(({ version }) => version)).toEqual([1, 3])
  watching[Symbol.dispose]()
  jobUpdates.publish({ ...job, version: 4 })
  expect(early).toHaveLength(2)
  const late: AnyJob[] = []
  using _late = jobUpdates.watch(id, 0, snapshot => late.push(snapshot))
  await waitFor('the current snapshot', () => late.length === 1)
  expect(late[0]).toEqual(job)
})
