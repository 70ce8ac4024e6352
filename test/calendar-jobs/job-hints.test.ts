import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { openJobUpdates } from '../../core/live/job-updates.ts'
import { createLog } from '../../core/process/log.ts'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import type { AnyJob } from '../../schema/import-job.ts'
import { newMessage, newSnapshot } from '../harness/deliveries.ts'
import { type JobFixture, openJobFixture } from '../harness/job-fixture.ts'
import { startTestBroker } from '../harness/test-broker.ts'
import { hasRedis } from '../harness/test-redis.ts'
import { waitFor } from '../harness/wait-for.ts'

let fixture: JobFixture
beforeAll(async () => {
  fixture = await openJobFixture()
})
afterAll(() => fixture[Symbol.asyncDispose]())

test('delivers the end again to a watcher that threw, and to others at once', async () => {
  using jobUpdates = openJobUpdates(fixture.db, createLog('silent', 'test'))
  const job = await fixture.newJob()
  const end: CalendarJob = { ...job, state: 'SUCCESS', version: job.version + 1 }
  const shown: AnyJob[] = []
  let failures = 0
  using _failing = jobUpdates.watch(job.id, job.version, snapshot => {
    failures += 1
    if (failures === 1) throw new Error('a defect')
    shown.push(snapshot)
  })
  const others: AnyJob[] = []
  using _other = jobUpdates.watch(job.id, job.version, snapshot => others.push(snapshot))
  jobUpdates.publish(end)
  expect(failures).toBe(1)
  expect(others).toEqual([end])
  await fixture.db
    .updateTable('calendar_job')
    .set({ state: 'SUCCESS', version: end.version, due_at: null })
    .where('id', '=', job.id)
    .execute()
  await waitFor('the end', () => shown.length > 0)
  expect(shown).toMatchObject([{ state: 'SUCCESS', version: end.version }])
})

test.skipIf(!hasRedis)("hears hints from a Redis whose clock is behind this process's", async () => {
  await using broker = await startTestBroker('Redis')
  const { openQueue } = await broker.newQueue()
  await using queue = await openQueue()
  const aheadMs = Date.now() + 3_600_000
  const clock = vi.spyOn(Date, 'now').mockReturnValue(aheadMs)
  onTestFinished(() => clock.mockRestore())
  const heard: AnyJob[] = []
  await using _subscription = queue.subscribe(snapshot => heard.push(snapshot))
  clock.mockRestore()
  const snapshot = newSnapshot(1)
  await using _consumer = queue.consume(async () => snapshot, { concurrency: 1, name: 'test' })
  await waitFor('a hint', async () => {
    await queue.send([newMessage()])
    await delay(50)
    return heard.length > 0
  })
  expect(heard[0]).toEqual(snapshot)
})
