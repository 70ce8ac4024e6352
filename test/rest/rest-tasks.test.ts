import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { type AcceptedTask, type Task, useService } from '../harness/test-service.ts'
import { calendarOptions } from '../../schema/calendar-options.ts'
import { waitFor } from '../harness/wait-for.ts'

const isOver = (state: Task['state']) => state === 'SUCCESS' || state === 'FAILURE' || state === 'REVOKED'
const hashAsBefore = (options: object) =>
  createHash('sha256')
    .update(JSON.stringify([options, null]))
    .digest('hex')
const toIds = (json: unknown) => (json as Task[]).map(({ task_id: id }) => id)

describe('tasks', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  beforeEach(async () => {
    await service.db.deleteFrom('calendar_job').execute()
    await service.db.deleteFrom('idempotency_key').execute()
  })

  async function createTasks(count: number): Promise<string[]> {
    const ids: string[] = []
    while (ids.length < count) ids.push((await service.createTask()).task_id)
    return ids
  }

  const setState = (id: string, state: Task['state'], error: string | null = null) =>
    service.db
      .updateTable('calendar_job')
      .set({ state, error, due_at: isOver(state) ? null : new Date(Date.now() + 60_000) })
      .where('id', '=', id)
      .execute()

  const post = (key: string, options?: object, path = '/todos/ical') =>
    service.ask(`POST ${path}`, { headers: { 'idempotency-key': key }, ...(options && { json: options }) })

  const storeHash = (options: object) =>
    service.db
      .updateTable('idempotency_key')
      .set({ request_hash: hashAsBefore(options) })
      .execute()

  const ageKeys = (interval: string) =>
    service.db
      .updateTable('idempotency_key')
      .set({ created_at: sql<string>`now() - ${interval}::interval` })
      .execute()

  test.for([
    ['PENDING', 'PENDING', 'Task not finished'],
    ['STARTED', 'PENDING', 'Task not finished'],
    ['RETRY', 'PENDING', 'Task not finished'],
    ['FAILURE', 'FAILURE', expect.stringMatching(/failed.*the disk is full/)],
    ['REVOKED', 'REVOKED', expect.stringMatching(/cancelled/)],
  ] as const)('in %s are shown as %s and have no result: %s', async ([state, word, error]) => {
    const [id = ''] = await createTasks(1)
    await setState(id, state, state === 'FAILURE' ? 'the disk is full' : null)
    const task = await service.ask(`GET /todos/ical/${id}/status`)
    expect([task.status, task.json]).toMatchObject([200, { task_status: word, state }])
    const { status, headers, json } = await service.ask(`GET /todos/ical/${id}/result`)
    expect([status, headers['content-type'], json]).toEqual([404, 'application/json', { error }])
    const head = await service.ask(`HEAD /todos/ical/${id}/result`)
    expect([head.status, head.bytes.length]).toEqual([404, 0])
  })

  test('lists tasks newest first, each like its status', async () => {
    expect((await service.ask('GET /todos/ical')).text).toBe('[]')
    const ids = await createTasks(3)
    const { status, headers, json } = await service.ask('GET /todos/ical')
    expect([status, headers['content-type'], headers['link']]).toEqual([200, 'application/json', undefined])
    expect(toIds(json)).toEqual(ids.toReversed())
    const statuses = ids.map(async id => (await service.ask(`GET /todos/ical/${id}/status`)).json)
    expect(json).toEqual((await Promise.all(statuses)).toReversed())
  })

  test('lists tasks by state', async () => {
    const [first = '', second = '', third = ''] = await createTasks(3)
    await setState(second, 'FAILURE')
    for (const [state, ids] of [
      ['PENDING', [third, first]],
      ['FAILURE', [second]],
      ['SUCCESS', []],
    ] as const)
      expect(toIds((await service.ask(`GET /todos/ical?state=${state}`)).json)).toEqual(ids)
  })

  test('pages through tasks to the end', async () => {
    const ids = await createTasks(12)
    await setState(ids[5] ?? '', 'REVOKED')
    for (const [query, expected] of [
      ['limit=5', ids],
      ['limit=1', ids],
      ['limit=12', ids],
      ['state=PENDING&limit=4', ids.toSpliced(5, 1)],
    ] as const) {
      const seen: string[] = []
      for (let path = `/todos/ical?${query}`; path !== '';) {
        const { headers, json } = await service.ask(`GET ${path}`)
        seen.push(...toIds(json))
        path = /^<.*?\/api\/v1([^>]*)>; rel="next"$/.exec(String(headers['link']))?.[1] ?? ''
      }
      expect(seen).toEqual(expected.toReversed())
    }
  })

  test('lists a hundred tasks by default', async () => {
    await Promise.all(Array.from({ length: 101 }, () => service.createTask()))
    const { headers, json } = await service.ask('GET /todos/ical')
    expect(toIds(json)).toHaveLength(100)
    expect(headers['link']).toMatch(/rel="next"$/)
    expect(toIds((await service.ask('GET /todos/ical?limit=1000')).json)).toHaveLength(101)
  })

  test.for([
    ['state', ['pending', 'DONE', '']],
    ['limit', ['0', '-1', '1001', '1.5', 'x', '']],
    ['cursor', ['x', '', 'WyIyMDI2LTAxLTAxVDAwOjAwOjAwWiIsMV0', 'bnVsbA']],
  ] as const)('are not listed when %s is any of %j', async ([name, values]) => {
    for (const value of values) {
      const { status, json } = await service.ask(`GET /todos/ical?${name}=${value}`)
      expect([value, status, json]).toEqual([value, 400, { error: expect.stringContaining(name) }])
    }
  })

  test('cancels a task once', async () => {
    const [id] = await createTasks(1)
    const { status, json } = await service.ask(`DELETE /todos/ical/${id}`)
    expect([status, json]).toMatchObject([200, { task_id: id, task_status: 'REVOKED', state: 'REVOKED' }])
    expect((await service.ask(`GET /todos/ical/${id}/status`)).json).toEqual(json)
    const again = await service.ask(`DELETE /todos/ical/${id}`)
    expect([again.status, again.json]).toEqual([409, { error: expect.stringContaining('REVOKED') }])
  })

  test('cancels a running task, whose worker then stops', async () => {
    await using worker = await service.startWorker({ SIMULATED_WORK_SECONDS: '60' })
    const [id] = await createTasks(1)
    const read = async () => (await service.ask(`GET /todos/ical/${id}/status`)).json as Task
    await waitFor('STARTED', async () => (await read()).state === 'STARTED')
    expect(await service.ask(`DELETE /todos/ical/${id}`)).toMatchObject({ status: 200 })
    const cancelledAtMs = performance.now()
    // A worker that is stopped waits for its running tasks.
    await worker[Symbol.asyncDispose]()
    expect(performance.now() - cancelledAtMs).toBeLessThan(10_000)
    expect(await read()).toMatchObject({ task_status: 'REVOKED', attempt: 1 })
  })

  test.for(['SUCCESS', 'FAILURE'] as const)('rejects a cancellation of a task in %s', async state => {
    const [id = ''] = await createTasks(1)
    await setState(id, state)
    const { status, json } = await service.ask(`DELETE /todos/ical/${id}`)
    expect([status, json]).toEqual([409, { error: expect.stringContaining(state) }])
  })

  test.for(['FAILURE', 'REVOKED'] as const)('retries a task in %s as a new one', async state => {
    const { task_id: id } = await service.createTask({ completed: 'only' })
    await setState(id, state)
    const { status, json } = await service.ask(`POST /todos/ical/${id}/retry`)
    const { task_id: newId } = json as AcceptedTask
    expect([status, json]).toEqual([
      202,
      { task_id: newId, task_url: `${service.url}/api/v1/todos/ical/${newId}/status` },
    ])
    expect((await service.ask(`GET /todos/ical/${newId}/status`)).json).toMatchObject({
      retry_of: id,
      state: 'PENDING',
    })
    const jobs = await service.db.selectFrom('calendar_job').select(['options']).execute()
    expect(jobs[0]).toEqual(jobs[1])
    expect((await service.ask(`GET /todos/ical/${id}/status`)).json).toMatchObject({ state })
  })

  test.for(['PENDING', 'SUCCESS'] as const)('rejects a retry of a task in %s', async state => {
    const [id = ''] = await createTasks(1)
    if (state !== 'PENDING') await setState(id, state)
    const { status, json } = await service.ask(`POST /todos/ical/${id}/retry`)
    expect([status, json]).toEqual([409, { error: expect.stringContaining(state) }])
  })

  describe('with an Idempotency-Key', () => {
    test.for([
      [undefined, {}],
      [{ completed: 'include' }, { timeForm: 'utc', uid: 'global' }],
      [
        { from: '2030-01-02', name: 'x' },
        { name: 'x', from: '2030-01-02T10:00+10:00' },
      ],
    ] as const)('%j and %j are the same task', async ([options, inOtherWords]) => {
      const first = await post('key', options)
      const second = await post('key', inOtherWords)
      expect([first.status, second.status]).toEqual([202, 202])
      expect(second.json).toEqual(first.json)
      expect((await post('other key', options)).json).not.toEqual(first.json)
    })

    test('answers 409 to other options', async () => {
      await post('key')
      for (const options of [{ completed: 'only' }, { name: '' }, { completed: 'include' }]) {
        const { status, json } = await post('key', options)
        expect([status, json]).toEqual([409, { error: expect.stringMatching(/idempotency key/i) }])
      }
      expect((await service.ask('GET /todos/ical')).json).toHaveLength(1)
    })

    test('creates one task for fifty concurrent requests', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => post('key')))
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
      expect((await service.ask('GET /todos/ical')).json).toHaveLength(1)
    })

    test('accepts one of fifty concurrent requests with different options', async () => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) => post('key', { name: `calendar ${index}` })),
      )
      expect(answers.map(({ status }) => `${status}`).sort()).toEqual(['202', ...Array(49).fill('409')])
      expect((await service.ask('GET /todos/ical')).json).toHaveLength(1)
    })

    test('frees a key after 24 hours, and not before', async () => {
      const { json: first } = await post('key')
      await ageKeys('23 hours 59 minutes')
      expect((await post('key')).json).toEqual(first)
      await ageKeys('24 hours 1 second')
      const { status, json: second } = await post('key', { completed: 'only' })
      expect(status).toBe(202)
      expect(second).not.toEqual(first)
      expect((await post('key', { completed: 'only' })).json).toEqual(second)
    })

    test('accepts a key with a retry', async () => {
      const [id = ''] = await createTasks(1)
      await setState(id, 'FAILURE')
      const first = await post('key', undefined, `/todos/ical/${id}/retry`)
      expect(first.status).toBe(202)
      expect((await post('key', undefined, `/todos/ical/${id}/retry`)).json).toEqual(first.json)
      expect((await post('key')).status).toBe(409)
    })

    test('finds the tasks of keys that the previous release stored', async () => {
      const { json: first } = await post('key', { name: 'x' })
      await storeHash(calendarOptions.parse({ name: 'x' }))
      expect((await post('key', { name: 'x' })).json).toEqual(first)
      await storeHash(calendarOptions.parse({ name: 'y' }))
      expect((await post('key', { name: 'x' })).status).toBe(409)
    })

    test('frees a key whose job was deleted', async () => {
      const { json: first } = await post('key')
      await service.db.deleteFrom('calendar_job').execute()
      const { status, json: second } = await post('key', { completed: 'only' })
      expect(status).toBe(202)
      expect(second).not.toEqual(first)
      expect((await post('key', { completed: 'only' })).json).toEqual(second)
    })

    test.for(['', 'a b', 'ä', 'x'.repeat(256)])('rejects the key %j', async key => {
      const { status, json } = await post(key)
      expect([status, json]).toEqual([400, { error: expect.stringContaining('Idempotency-Key') }])
    })
  })
})
