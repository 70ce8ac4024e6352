import { describe, expect, test } from 'vitest'
import { cancel, create, readJobs, toJob, toStreamed, watchJob, watchJobs } from './graphql-requests.ts'
import { startApp } from '../doors/start-app.ts'
import { openEventStream } from '../harness/event-stream.ts'
import { brokers, startTestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'
const toVersion = ({ eventId }: { eventId: string }) => Number(eventId.split('.')[1])

describe.each(brokers)('a GraphQL subscription on %s', broker => {
  test('sends ever newer updates of a job to its end, and completes', async () => {
    await using service = await startTestService({ broker, env: { SIMULATED_WORK_SECONDS: '4' } })
    await service.replaceTodos(
      Array.from({ length: 40 }, (_, n) => ({ title: `${n}`, deadline_at: new Date() })),
    )
    const { id } = await create(service.url)
    using stream = await watchJob(service.url, id)
    expect([stream.status, stream.headers]).toMatchObject([
      200,
      {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    ])
    expect(stream.headers['content-encoding']).toBeUndefined()
    const jobs = await readJobs(stream)
    const versions = jobs.map(toVersion)
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
    expect(jobs.filter(({ state }) => state === 'STARTED').length).toBeGreaterThanOrEqual(3)
    const done = jobs.map(({ progress }) => progress.done)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(jobs.filter(({ state }) => state === 'SUCCESS')).toEqual([jobs.at(-1)])
    expect(jobs.at(-1)?.progress).toEqual({ done: 40, total: 40, percent: 100 })
  })

  test('sends updates of several jobs to their ends', async () => {
    await using service = await startTestService({ broker })
    await service.createTodo({ title: 'a', deadline_at: '2030-01-01' })
    const over = await create(service.url)
    await service.finishTask(over.id)
    const ids = [over.id]
    for (let n = 0; n < 5; n += 1) ids.push((await create(service.url, { name: `${n}` })).id)
    using stream = await watchJobs(service.url, [...ids, over.id])
    const ends = (await readJobs(stream)).filter(({ state }) => state === 'SUCCESS')
    expect(ends.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  })

  test('sends a cancellation immediately', async () => {
    await using service = await startTestService({ broker, withWorker: false })
    const { id } = await create(service.url)
    using stream = await watchJob(service.url, id)
    expect(toJob((await stream.events.next()).value)).toMatchObject({ id, state: 'PENDING' })
    await cancel(service.url, id)
    expect(await readJobs(stream)).toMatchObject([{ id, state: 'REVOKED' }])
  })
})

describe('a GraphQL subscription', () => {
  test('resumes after the last event that the client has seen', async () => {
    await using server = await startApp()
    const { id, eventId } = await create(server.url)
    using behind = await watchJob(server.url, id, eventId)
    await cancel(server.url, id)
    const [end, ...more] = await readJobs(behind)
    expect([end?.state, more]).toEqual(['REVOKED', []])
    using after = await watchJob(server.url, id, end?.eventId)
    expect(await readJobs(after)).toEqual([])
    for (const useless of ['', 'nonsense', `${unknownId}.2`, `${id}.`, `${id}.-1`, `${id}.999`]) {
      using stream = await watchJob(server.url, id, useless)
      expect(await readJobs(stream)).toEqual([end])
    }
    expect(server.countWatchers()).toBe(0)
  })

  test('reports an unknown job or too many jobs in its first event', async () => {
    await using server = await startApp()
    const { id } = await create(server.url)
    const streams = [
      await watchJob(server.url, unknownId),
      await watchJob(server.url, 'nonsense'),
      await watchJobs(server.url, [id, unknownId]),
      await watchJobs(
        server.url,
        Array.from({ length: 51 }, () => id),
      ),
    ]
    const codes: unknown[] = []
    for (const stream of streams) {
      const [event = {}, ...rest] = await stream.rest()
      expect(rest).toEqual([{ event: 'complete', data: '' }])
      codes.push(toStreamed(event).errors?.[0]?.extensions.code)
    }
    expect(codes).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'BAD_INPUT'])
    expect(server.countWatchers()).toBe(0)
  })

  test('completes at once without jobs', async () => {
    await using server = await startApp()
    using stream = await watchJobs(server.url, [])
    expect(await readJobs(stream)).toEqual([])
  })

  test('stops watching when an idle client leaves', async () => {
    await using server = await startApp()
    const jobs = [await create(server.url), await create(server.url)]
    const [{ id } = { id: '' }] = jobs
    const streams = [
      await watchJob(server.url, id),
      await watchJob(server.url, id),
      await watchJobs(
        server.url,
        jobs.map(job => job.id),
      ),
    ]
    for (const stream of streams) await stream.events.next()
    expect(server.countWatchers()).toBe(4)
    for (const stream of streams) stream[Symbol.dispose]()
    await waitFor('the watchers to be gone', () => server.countWatchers() === 0)
  })

  test('rejects a client that does not accept event streams with 406', async () => {
    await using server = await startApp()
    const { id } = await create(server.url)
    const query = encodeURIComponent(`subscription { calendarJobStatus(id: "${id}") { id } }`)
    using refused = await openEventStream(`${server.url}/graphql?query=${query}`, {
      accept: 'application/json',
    })
    expect(refused.status).toBe(406)
    expect(server.countWatchers()).toBe(0)
  })

  test('rejects a client over the limit with 503 until another one leaves', async () => {
    await using service = await startTestService({
      broker: 'postgres',
      withWorker: false,
      env: { MAX_STREAMS: '2' },
    })
    const { id } = await create(service.url)
    const leaving = await watchJob(service.url, id)
    using _staying = await watchJob(service.url, id)
    using refused = await watchJob(service.url, id)
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1'])
    const [event = {}] = await refused.rest()
    expect(toStreamed(event).errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }])
    leaving[Symbol.dispose]()
    const admitted = await waitFor('a place', async () => {
      const stream = await watchJob(service.url, id)
      return stream.status === 200 && stream
    })
    admitted[Symbol.dispose]()
  })

  test('breaks off at a drain without completing, and resumes at another server', async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const { id } = await create(service.url)
    const draining = await service.startServer()
    const stream = await watchJob(draining.url, id)
    const { eventId } = toJob((await stream.events.next()).value)
    await draining[Symbol.asyncDispose]()
    // Neither `complete` nor anything else comes before the break.
    await expect(stream.events.next()).rejects.toThrow('aborted')
    using elsewhere = await watchJob(service.url, id, eventId)
    await cancel(service.url, id)
    expect(await readJobs(elsewhere)).toMatchObject([{ state: 'REVOKED' }])
  })
})
