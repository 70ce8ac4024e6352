import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isTerminal } from '../../schema/calendar-job.ts'
import type { Door, Update } from './door.ts'
import { askAll, doors, same } from './doors.ts'
import { brokers, useService } from '../harness/test-service.ts'

const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'
/** The job that is cancelled takes eight seconds. */
const maxMsToCancel = 5_000

const toVersion = ({ eventId }: Update) => Number(eventId.split('.')[1])

/** Reads updates until one matches. Returns the last one when none does. */
async function readUntil(
  updates: AsyncGenerator<Update, void>,
  isWanted: (update: Update) => boolean,
): Promise<Update | undefined> {
  for (;;) {
    const { value } = await updates.next()
    if (!value || isWanted(value)) return value ?? undefined
  }
}

describe.each(brokers)('on %s', broker => {
  const service = useService({ broker, withWorker: false })
  beforeAll(async () => {
    await service.replaceTodos(
      Array.from({ length: 20 }, (_, n) => ({ title: `${n}`, deadline_at: new Date() })),
    )
  })
  afterEach(async () => {
    // The worker of the next test must not find jobs of this one.
    await service.db.deleteFrom('calendar_job').execute()
  })

  const startWorker = (seconds: number) => service.startWorker({ SIMULATED_WORK_SECONDS: `${seconds}` })
  const watchAtAll = (id: string) => doors.map(({ open }) => open(service.url).watchCalendarJob(id))

  describe.each(doors)('a watcher at the $name door', ({ open }) => {
    let door: Door
    beforeAll(() => {
      door = open(service.url)
    })

    test('receives ever newer updates of a job, from pending to its end', async () => {
      const id = await door.createCalendarJob()
      const watching = door.watchCalendarJob(id)
      const first = (await watching.next()).value
      expect(first).toEqual({ eventId: `${id}.1`, job: await door.getCalendarJob(id) })
      await using _worker = await startWorker(0.3)
      const updates = await Array.fromAsync(watching)
      const versions = [1, ...updates.map(toVersion)]
      expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
      expect(updates.map(({ eventId }) => eventId.split('.')[0])).toEqual(updates.map(() => id))
      const done = updates.map(({ job }) => job.progress.done)
      expect(done).toEqual(done.toSorted((a, b) => a - b))
      expect(updates.filter(({ job }) => isTerminal(job.state))).toEqual([updates.at(-1)])
      const end = updates.at(-1)?.job
      expect(end).toMatchObject({ state: 'SUCCESS', progress: { done: 20, total: 20 }, written: 20 })
      expect(await askAll(service.url, door => door.getCalendarJob(id))).toEqual(same(end))
    })

    test('receives the progress and the cancellation of a job, like watchers at every other door', async () => {
      const id = await door.createCalendarJob()
      await using _worker = await startWorker(8)
      const watchers = watchAtAll(id)
      // Progress updates can be skipped, so only a long job is sure to show some.
      const onTheWay = await Promise.all(
        watchers.map(async updates => readUntil(updates, ({ job }) => job.progress.done > 0)),
      )
      expect(onTheWay).toMatchObject(same({ job: { state: 'STARTED', progress: { total: 20 } } }))
      const cancelledAtMs = performance.now()
      const job = await door.cancelCalendarJob(id)
      const ends = await Promise.all(
        watchers.map(async updates => readUntil(updates, ({ job }) => isTerminal(job.state))),
      )
      expect(performance.now() - cancelledAtMs).toBeLessThan(maxMsToCancel)
      expect(job.state).toBe('REVOKED')
      expect(new Set(ends.map(end => end?.eventId)).size).toBe(1)
      expect(ends.map(end => end?.job)).toEqual(same(job))
      expect(await Promise.all(watchers.map(async updates => updates.next()))).toEqual(
        same({ done: true, value: undefined }),
      )
    })

    test('receives the final update of a finished job once', async () => {
      const id = await door.createCalendarJob()
      const job = await door.cancelCalendarJob(id)
      expect(await Array.fromAsync(door.watchCalendarJob(id))).toEqual([{ eventId: `${id}.2`, job }])
    })

    test('resumes after the last event seen, even at another door', async () => {
      const id = await door.createCalendarJob()
      const [seen = ''] = await Promise.all(
        watchAtAll(id).map(async updates => {
          const first = await updates.next()
          await updates.return()
          return first.value?.eventId
        }),
      )
      expect(seen).toBe(`${id}.1`)
      const watching = door.watchCalendarJob(id, seen)
      const next = watching.next()
      const job = await door.cancelCalendarJob(id)
      expect(await next).toEqual({ done: false, value: { eventId: `${id}.2`, job } })
      expect(await watching.next()).toEqual({ done: true, value: undefined })
      expect(await Array.fromAsync(door.watchCalendarJob(id, `${id}.2`))).toEqual([])
    })

    test.each(['', 'nonsense', `${unknownId}.1`, '{id}.', '{id}.-1', '{id}.99'])(
      'starts with the current state for the invalid event id %j',
      async useless => {
        const id = await door.createCalendarJob()
        const job = await door.cancelCalendarJob(id)
        const updates = await Array.fromAsync(door.watchCalendarJob(id, useless.replace('{id}', id)))
        expect(updates).toEqual([{ eventId: `${id}.2`, job }])
      },
    )
  })
})
