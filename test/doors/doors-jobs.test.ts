import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Door } from './door.ts'
import { askAll, doors, readPages, same } from './doors.ts'
import { ask, useService } from '../harness/test-service.ts'

const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'

const options = {
  name: 'Mine 🗓',
  completed: 'exclude',
  from: '2030-01-01',
  to: '2031-01-01T00:00:00Z',
  timeForm: 'floating',
  uid: 'id',
}
/** The same options in another notation. */
const sameOptions = { ...options, from: '2030-01-01 10:00+10:00', to: '2031-01-01' }

describe.each(doors)('calendar jobs at the $name door', ({ name, open }) => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let door: Door
  beforeAll(() => {
    door = open(service.url)
  })

  const getAtAll = (id: string) => askAll(service.url, door => door.getCalendarJob(id))

  async function create(count: number): Promise<string[]> {
    const ids: string[] = []
    while (ids.length < count) ids.push(await door.createCalendarJob())
    return ids
  }

  const fail = (id: string) =>
    service.db
      .updateTable('calendar_job')
      .set({ state: 'FAILURE', error: 'the disk is full', due_at: null })
      .where('id', '=', id)
      .execute()

  test('creates a pending job that is the same at every door', async () => {
    const id = await door.createCalendarJob()
    const job = await door.getCalendarJob(id)
    expect(job).toEqual({
      id,
      state: 'PENDING',
      attempt: 0,
      progress: { done: 0, total: null },
      written: null,
      skipped: null,
      error: null,
      nextAttemptAt: null,
      retryOf: null,
      resultUrl: `${service.url}/api/v1/todos/ical/${id}/result`,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/),
      startedAt: null,
      finishedAt: null,
    })
    expect(await getAtAll(id)).toEqual(same(job))
  })

  test('says when a job that failed is tried again', async () => {
    const id = await door.createCalendarJob()
    const retry = (state: 'RETRY' | 'STARTED') =>
      service.db
        .updateTable('calendar_job')
        .set({ state, run_at: '2030-01-02T03:04:05Z' })
        .where('id', '=', id)
        .execute()
    await retry('RETRY')
    expect(await door.getCalendarJob(id)).toMatchObject({ nextAttemptAt: '2030-01-02T03:04:05Z' })
    await retry('STARTED')
    expect(await door.getCalendarJob(id)).toMatchObject({ nextAttemptAt: null })
    await service.db.deleteFrom('calendar_job').where('id', '=', id).execute()
  })

  test('generates the calendar with its options, which is available until it expires', async () => {
    await service.replaceTodos([
      { title: 'asked for', deadline_at: '2030-01-02T03:04:05Z' },
      { title: 'done', deadline_at: '2030-01-02T03:04:05Z', completed: true },
      { title: 'too late', deadline_at: '2031-01-01T00:00:00Z' },
      { title: 'never' },
    ])
    await using _worker = await service.startWorker()
    const id = await door.createCalendarJob(options)
    await service.finishTask(id)
    const job = await door.getCalendarJob(id)
    expect(job).toMatchObject({
      state: 'SUCCESS',
      attempt: 1,
      progress: { done: 4, total: 4 },
      written: 1,
      skipped: { noDeadline: 1, outOfRange: 1, filtered: 1 },
    })
    expect(await getAtAll(id)).toEqual(same(job))
    const readFile = () => ask(job.resultUrl, `GET ${new URL(job.resultUrl).pathname}`)
    const { status, text } = await readFile()
    expect(status).toBe(200)
    expect(text).toContain('Mine 🗓\r\n')
    expect(text.match(/^SUMMARY:.*\r$/gm)).toEqual(['SUMMARY:asked for\r'])
    expect(text).toMatch(/^UID:\d+\r$/m)
    expect(text).toContain('DTSTART:20300102T030405\r\n')

    await service.db
      .updateTable('artifact')
      .set({ expires_at: sql<string>`now() - interval '1 second'` })
      .execute()
    expect((await readFile()).status).toBe(410)
    expect(await getAtAll(id)).toEqual(same(job))
  })

  test('returns the same job for the same key and options, across doors', async () => {
    const key = `key-of-${name}`
    const id = await door.createCalendarJob(options, key)
    expect(await askAll(service.url, door => door.createCalendarJob(sameOptions, key))).toEqual(same(id))
    const others = await askAll(service.url, async door =>
      door.createCalendarJob({ ...options, name: 'Yours' }, key).catch((error: unknown) => error),
    )
    expect(others).toMatchObject(same({ code: 'conflict' }))
    expect(await door.createCalendarJob(options, `${key}2`)).not.toBe(id)
  })

  test.each(['', 'a b', 'x'.repeat(256)])('rejects the key %j', async key => {
    await expect(door.createCalendarJob({}, key)).rejects.toMatchObject({ code: 'badInput' })
  })

  test.each([
    { name: 5 },
    { name: 'a\0b' },
    { name: 'a\ud83d' },
    { name: 'x'.repeat(256) },
    { completed: 'maybe' },
    { completed: true },
    { from: 'tomorrow' },
    { to: 5 },
    { from: '2030-01-02', to: '2030-01-01' },
    { from: '2030-01-01', to: '2030-01-01' },
    { timeForm: 'local' },
    { uid: 'none' },
    { completedMark: false },
    { extra: 1 },
  ])('rejects the options %j', async wrong => {
    const [before] = (await door.listCalendarJobs({ limit: 1 })).items
    await expect(door.createCalendarJob(wrong)).rejects.toMatchObject({ code: 'badInput' })
    expect((await door.listCalendarJobs({ limit: 1 })).items).toEqual(before ? [before] : [])
  })

  test.each([unknownId, 'nonsense', `${unknownId}0`, '1'])('finds no job with the id %j', async id => {
    const notFound = { code: 'notFound' }
    await expect(door.getCalendarJob(id)).rejects.toMatchObject(notFound)
    await expect(Array.fromAsync(door.watchCalendarJob(id))).rejects.toMatchObject(notFound)
    await expect(door.cancelCalendarJob(id)).rejects.toMatchObject(notFound)
    await expect(door.retryCalendarJob(id)).rejects.toMatchObject(notFound)
  })

  test('cancels a job once', async () => {
    const [id = ''] = await create(1)
    const cancelled = await door.cancelCalendarJob(id)
    expect(cancelled).toMatchObject({ id, state: 'REVOKED', finishedAt: expect.any(String) })
    expect(await getAtAll(id)).toEqual(same(cancelled))
    await expect(door.cancelCalendarJob(id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await door.getCalendarJob(id)).toEqual(cancelled)
  })

  test('retries a failed or cancelled job as a new one', async () => {
    const [failed = '', cancelled = ''] = await create(2)
    await fail(failed)
    await door.cancelCalendarJob(cancelled)
    for (const id of [failed, cancelled]) {
      const next = await door.retryCalendarJob(id)
      expect(next).not.toBe(id)
      expect(await door.getCalendarJob(next)).toMatchObject({ state: 'PENDING', retryOf: id, error: null })
    }
    expect(await getAtAll(failed)).toMatchObject(same({ state: 'FAILURE', error: 'the disk is full' }))
  })

  test('rejects a retry of a job that is running or has succeeded', async () => {
    const [id = ''] = await create(1)
    await expect(door.retryCalendarJob(id)).rejects.toMatchObject({ code: 'conflict' })
    await using _worker = await service.startWorker()
    await service.finishTask(id)
    await expect(door.retryCalendarJob(id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(door.cancelCalendarJob(id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('lists jobs by state, newest first, page by page', async () => {
    await service.db.deleteFrom('calendar_job').execute()
    const ids = await create(25)
    const newestFirst = ids.toReversed()
    const isCancelled = (id: string) => ids.indexOf(id) % 2 === 0
    const cancelled = ids.filter(isCancelled)
    for (const id of cancelled) await door.cancelCalendarJob(id)
    const failed = ids.filter(id => !isCancelled(id)).slice(0, 3)
    for (const id of failed) await fail(id)
    for (const [state, expected] of [
      [undefined, newestFirst],
      ['REVOKED', cancelled.toReversed()],
      ['FAILURE', failed.toReversed()],
      ['SUCCESS', []],
    ] as const) {
      const query = { limit: 5, ...(state && { state }) }
      const pages = await readPages(after => door.listCalendarJobs({ ...query, after }))
      expect(pages.flat().map(({ id }) => id)).toEqual(expected)
      expect(pages).toHaveLength(Math.max(1, Math.ceil(expected.length / 5)))
    }
    const [newest] = (await door.listCalendarJobs({ limit: 1 })).items
    expect(await door.getCalendarJob(newest?.id ?? '')).toEqual(newest)
  })

  test.each([{ limit: 0 }, { limit: 1001 }, { after: 'nonsense' }, { state: 'DONE' as 'SUCCESS' }])(
    'rejects a list with %j',
    async query => {
      await expect(door.listCalendarJobs(query)).rejects.toMatchObject({ code: 'badInput' })
    },
  )
})
