import { beforeAll, describe, expect, test } from 'vitest'
import type { Door, Input } from './door.ts'
import { doors } from './doors.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const token = 'correct-horse'
const bearer = { authorization: `Bearer ${token}` }
const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'
const maxBodyBytes = 256 * 1024

const readings: [name: string, run: (door: Door) => Promise<unknown>][] = [
  ['listTodos', async door => door.listTodos()],
  ['getTodo', async door => door.getTodo(1)],
  ['listCalendarJobs', async door => door.listCalendarJobs()],
  ['getCalendarJob', async door => door.getCalendarJob(unknownId)],
  ['watchCalendarJob', async door => Array.fromAsync(door.watchCalendarJob(unknownId))],
]
const changes: typeof readings = [
  ['createTodo', async door => door.createTodo({ title: 'a' })],
  ['updateTodo', async door => door.updateTodo(1, { title: 'a' })],
  ['deleteTodo', async door => door.deleteTodo(1)],
  ['createCalendarJob', async door => door.createCalendarJob()],
  ['cancelCalendarJob', async door => door.cancelCalendarJob(unknownId)],
  ['retryCalendarJob', async door => door.retryCalendarJob(unknownId)],
]

describe.each(doors)('the $name door with an API token', ({ open }) => {
  let service: TestService
  let door: Door
  beforeAll(async () => {
    service = await startTestService({
      broker: 'postgres',
      withWorker: false,
      env: { API_TOKEN: token, MAX_STREAMS: '1' },
    })
    door = open(service.url, bearer)
    return () => service[Symbol.asyncDispose]()
  })

  /** Expects the one todo and the one job, unchanged. */
  async function expectUntouched(): Promise<void> {
    expect((await door.listTodos()).items).toMatchObject([{ title: 'untouched' }])
    expect((await door.listCalendarJobs()).items).toMatchObject([{ state: 'PENDING' }])
  }

  test('accepts the token', async () => {
    const { id } = await door.createTodo({ title: 'a' })
    await door.updateTodo(id, { title: 'untouched' })
    await door.createCalendarJob()
    await expectUntouched()
  })

  test.each([...readings, ...changes])('rejects %s without the token', async (_, run) => {
    for (const headers of [{}, { authorization: `Bearer ${token}x` }, { authorization: `Basic ${token}` }]) {
      await expect(run(open(service.url, headers))).rejects.toMatchObject({
        code: 'unauthenticated',
        status: 401,
      })
    }
    await expectUntouched()
  })

  test.each(changes)('rejects %s from a page of another site, even with the token', async (_, run) => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      await expect(run(open(service.url, { ...bearer, ...headers }))).rejects.toMatchObject({
        code: 'forbidden',
        status: 403,
      })
    }
    await expectUntouched()
  })

  test('accepts requests from our own pages', async () => {
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { origin: service.url }]) {
      const own = open(service.url, { ...bearer, ...headers })
      const { id } = await own.createTodo({ title: 'a' })
      await own.deleteTodo(id)
    }
    await expectUntouched()
  })

  test.each([{}, { 'transfer-encoding': 'chunked' }])(
    'rejects a body of more than 256 KiB, sent with %j',
    async framing => {
      const sender = open(service.url, { ...bearer, ...framing })
      const sends: ((fields: Input) => Promise<unknown>)[] = [
        fields => sender.createTodo({ title: 'a', ...fields }),
        fields => sender.createCalendarJob({ name: 'a', ...fields }),
      ]
      for (const send of sends) {
        for (const bytes of [maxBodyBytes, 20 * maxBodyBytes]) {
          const refused = send({ extra: 'x'.repeat(bytes) })
          await expect(refused).rejects.toMatchObject({ code: 'badInput', status: 413 })
        }
        // This body fits, with the envelope of the door, and is rejected for its content.
        const read = send({ extra: 'x'.repeat(maxBodyBytes - 1024) })
        await expect(read).rejects.toMatchObject({
          code: 'badInput',
          message: expect.stringMatching(/extra/),
        })
      }
      await expectUntouched()
    },
  )

  test('rejects a watcher over the limit with 503 until another one leaves', async () => {
    const [{ id } = { id: '' }] = (await door.listCalendarJobs()).items
    const watching = door.watchCalendarJob(id)
    await watching.next()
    for (const other of doors) {
      const refused = other.open(service.url, bearer).watchCalendarJob(id).next()
      await expect(refused).rejects.toMatchObject({ code: 'unavailable', status: 503 })
    }
    await watching.return()
    const next = await waitFor('a place', async () => {
      const others = door.watchCalendarJob(id)
      return (await others.next()) && others
    })
    await next.return()
  })
})
