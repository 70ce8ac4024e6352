import { describe, expect, test } from 'vitest'
import { type CalendarJob, type Client, createClient } from '../../client/create-client.ts'
import { openEventStream, type ServerSentEvent } from '../harness/event-stream.ts'
import { brokers, startTestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'

const toUrl = (url: string, path: string, input: object) =>
  `${url}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`
const openStatus = (url: string, id: string, lastEventId?: string) =>
  openEventStream(toUrl(url, 'calendarJobStatus', { id, ...(lastEventId !== undefined && { lastEventId }) }))

const isUpdate = ({ event, data }: ServerSentEvent) => event === undefined && data !== undefined
const toJob = ({ data = '' }: ServerSentEvent) => JSON.parse(data) as CalendarJob

/** Every update of a subscription to jobs. */
const readAll = (client: Client, ids: string[]): Promise<CalendarJob[]> =>
  Array.fromAsync(client.calendarJobsStatus.subscribe({ ids }))

describe.each(brokers)('subscriptions on %s', broker => {
  test('send ever newer updates of a job to its end, and then end', async () => {
    await using service = await startTestService({ broker, env: { SIMULATED_WORK_SECONDS: '1' } })
    const client = createClient(service)
    await client.createTodo.mutate({ title: 'a', deadlineAt: '2030-01-01' })
    const { id } = await client.createCalendarJob.mutate()
    using stream = await openStatus(service.url, id)
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    const events = await stream.rest()
    expect(events.at(0)?.event).toBe('connected')
    expect(events.at(-1)?.event).toBe('return')
    const updates = events.filter(isUpdate)
    const jobs = updates.map(toJob)
    expect(jobs.map(({ eventId }) => eventId)).toEqual(updates.map(({ id: eventId }) => eventId))
    const versions = jobs.map(({ eventId }) => Number(eventId.split('.')[1]))
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
    expect(jobs.some(({ state }) => state === 'STARTED')).toBe(true)
    expect(jobs.filter(({ state }) => state === 'SUCCESS')).toEqual([await client.calendarJob.query({ id })])
    expect(jobs.at(-1)).toMatchObject({ progress: { done: 1, total: 1, percent: 100 }, written: 1 })
  })

  test('send updates of several jobs until all of them are finished', async () => {
    await using service = await startTestService({ broker, withWorker: false })
    const client = createClient(service)
    const { id: over } = await client.createCalendarJob.mutate()
    await client.cancelCalendarJob.mutate({ id: over })
    const { id: going } = await client.createCalendarJob.mutate()
    const reading = readAll(client, [over, going, going])
    await using _worker = await service.startWorker()
    const jobs = await reading
    const endsOf = (id: string) => jobs.filter(job => job.id === id && job.finishedAt !== null)
    expect(endsOf(over)).toMatchObject([{ state: 'REVOKED' }])
    expect(endsOf(going)).toMatchObject([{ state: 'SUCCESS' }])
  })
})

describe('subscriptions', () => {
  test('resume after the last event seen, and end at once after the final one', async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const client = createClient(service)
    const { id, eventId } = await client.createCalendarJob.mutate()
    const { eventId: terminal } = await client.cancelCalendarJob.mutate({ id })
    const read = async (lastEventId: string) => {
      using stream = await openStatus(service.url, id, lastEventId)
      return (await stream.rest()).filter(isUpdate).map(({ id }) => id)
    }
    expect(await read(eventId)).toEqual([terminal])
    expect(await read(terminal)).toEqual([])
    for (const strange of ['nonsense', `${unknownId}.2`, `${id}.99`])
      expect(await read(strange)).toEqual([terminal])
  })

  test.each([unknownId, 'nonsense', ''])('end with a typed error for the unknown job %j', async id => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const client = createClient(service)
    await expect(readAll(client, [id])).rejects.toMatchObject({
      message: 'Task not found',
      data: { code: 'NOT_FOUND', httpStatus: 404 },
    })
    using stream = await openStatus(service.url, id)
    expect((await stream.rest()).map(({ event }) => event)).toEqual(['connected', 'serialized-error'])
  })

  test('reject more than fifty jobs', async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const client = createClient(service)
    const tooMany = Array.from({ length: 51 }, () => unknownId)
    await expect(readAll(client, tooMany)).rejects.toMatchObject({ data: { code: 'BAD_REQUEST' } })
  })

  test('reject a client over the limit with 503 until another one leaves', async () => {
    await using service = await startTestService({
      broker: 'postgres',
      withWorker: false,
      env: { MAX_STREAMS: '1' },
    })
    const { id } = await createClient(service).createCalendarJob.mutate()
    const leaving = await openStatus(service.url, id)
    using refused = await openStatus(service.url, id)
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1'])
    leaving[Symbol.dispose]()
    const admitted = await waitFor('a place', async () => {
      const stream = await openStatus(service.url, id)
      return stream.status === 200 && stream
    })
    admitted[Symbol.dispose]()
  })

  test('break off at a drain without a final event', async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const { id } = await createClient(service).createCalendarJob.mutate()
    const draining = await service.startServer()
    const stream = await openStatus(draining.url, id)
    const seen = [(await stream.events.next()).value?.event, (await stream.events.next()).value?.event]
    expect(seen).toEqual(['connected', undefined])
    await draining[Symbol.asyncDispose]()
    await expect(stream.rest()).rejects.toThrow('aborted')
  })
})
