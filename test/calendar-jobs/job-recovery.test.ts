import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { cancelCalendarJob } from '../../core/calendar-jobs/cancel.ts'
import { failAttempt, handBackAttempt } from '../../core/calendar-jobs/end-attempt.ts'
import { getCalendarJob } from '../../core/calendar-jobs/find.ts'
import { retryCalendarJob } from '../../core/calendar-jobs/retry.ts'
import { createEnqueuer } from '../../core/calendar-jobs/enqueue.ts'
import { recoverJobs } from '../../core/calendar-jobs/recover-jobs.ts'
import { createLog } from '../../core/process/log.ts'
import { toMessageId } from '../../core/queue/queue.ts'
import { localOwner } from '../../schema/owner.ts'
import { leaseMs, noJobUpdates, openJobFixture } from '../harness/job-fixture.ts'
import { waitFor } from '../harness/wait-for.ts'

const sweep = ({ db, queue }: Awaited<ReturnType<typeof openJobFixture>>) => recoverJobs(db, queue, leaseMs)

test('sends a new job once, and not again before a lease has passed', async () => {
  await using fixture = await openJobFixture()
  const { id } = await fixture.newJob()
  expect(fixture.sent).toEqual([{ jobId: id, attempt: 0, sends: 0 }])
  expect(await sweep(fixture)).toBe(0)
  const { due_at, enqueued_at } = await fixture.db
    .selectFrom('calendar_job')
    .select(['due_at', 'enqueued_at'])
    .executeTakeFirstOrThrow()
  expect(Date.parse(due_at ?? '') - Date.parse(enqueued_at ?? '')).toBe(leaseMs)
})

test('sends a lost message again under a new id, with growing delays of at most five minutes', async () => {
  await using fixture = await openJobFixture()
  const { id } = await fixture.newJob()
  const waits: number[] = []
  for (let round = 0; round < 6; round += 1) {
    await fixture.makeDue(id)
    await sweep(fixture)
    const { due_at, enqueued_at } = await fixture.db
      .selectFrom('calendar_job')
      .select(['due_at', 'enqueued_at'])
      .executeTakeFirstOrThrow()
    waits.push((Date.parse(due_at ?? '') - Date.parse(enqueued_at ?? '')) / 1000)
  }
  expect(waits).toEqual([60, 120, 240, 300, 300, 300])
  expect(new Set(fixture.sent.map(toMessageId)).size).toBe(7)
  expect(await getCalendarJob(fixture.db, localOwner, id)).toMatchObject({ state: 'PENDING', version: 1 })
})

test('sends each job once from concurrent recoveries', async () => {
  await using fixture = await openJobFixture()
  const jobs = await Promise.all(Array.from({ length: 300 }, () => fixture.newJob()))
  await fixture.db
    .updateTable('calendar_job')
    .set({ due_at: new Date(0) })
    .execute()
  fixture.sent.length = 0
  await Promise.all(Array.from({ length: 5 }, () => sweep(fixture)))
  expect(fixture.sent).toHaveLength(jobs.length)
  expect(new Set(fixture.sent.map(({ jobId }) => jobId)).size).toBe(jobs.length)
})

test('sends jobs that the broker rejected once it is back', async () => {
  await using fixture = await openJobFixture()
  let isDown = true
  const delivered: string[] = []
  const queue = {
    ...fixture.queue,
    send: async (messages: readonly { jobId: string }[]) => {
      if (isDown) throw new Error('down')
      delivered.push(...messages.map(({ jobId }) => jobId))
    },
  }
  await using enqueuer = createEnqueuer(fixture.db, queue, createLog('silent', 'test'))
  const { id } = await fixture.newJob()
  enqueuer.send([{ jobId: id, attempt: 0, sends: 0 }])
  await waitFor('the failure to be noted', async () => {
    const row = await fixture.db.selectFrom('calendar_job').select('enqueued_at').executeTakeFirstOrThrow()
    return row.enqueued_at === null
  })
  await expect(recoverJobs(fixture.db, queue, leaseMs)).rejects.toThrow('down')
  isDown = false
  expect(await recoverJobs(fixture.db, queue, leaseMs)).toBe(1)
  expect(delivered).toEqual([id])
  // It has not been lost yet.
  const { due_at, enqueued_at } = await fixture.db
    .selectFrom('calendar_job')
    .select(['due_at', 'enqueued_at'])
    .executeTakeFirstOrThrow()
  expect(Date.parse(due_at ?? '') - Date.parse(enqueued_at ?? '')).toBe(leaseMs)
})

test('fails a job with an error after its worker is lost five times', async () => {
  await using fixture = await openJobFixture()
  const { id } = await fixture.newJob()
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await fixture.makeDue(id)
    expect(await fixture.claim(id)).toMatchObject({ attempt })
    await fixture.expireLease(id)
    await sweep(fixture)
    const { state, error } = await getCalendarJob(fixture.db, localOwner, id)
    expect(state).toBe(attempt < 5 ? 'RETRY' : 'FAILURE')
    expect(error).toMatch(/worker was lost/)
  }
  const attempts = await fixture.db.selectFrom('calendar_job_attempt').selectAll().execute()
  expect(attempts).toHaveLength(5)
  expect(attempts.every(({ ended_at, error }) => ended_at !== null && error !== null)).toBe(true)
})

test('waits at most 1 s × 2ⁿ after a failure, spread over that time', async () => {
  await using fixture = await openJobFixture()
  const waits = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const job = await fixture.claim((await fixture.newJob()).id)
      if (!job) throw new Error('not claimed')
      await failAttempt(fixture.db, job, { message: 'no luck', isFinal: false })
      const row = await fixture.db
        .selectFrom('calendar_job')
        .select(sql<number>`extract(epoch from run_at)::float8`.as('at'))
        .where('id', '=', job.id)
        .executeTakeFirstOrThrow()
      return row.at - Date.now() / 1000
    }),
  )
  expect(Math.max(...waits)).toBeLessThanOrEqual(2)
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(0.5)
})

test('fails at once on bad input', async () => {
  await using fixture = await openJobFixture()
  const job = await fixture.claim((await fixture.newJob()).id)
  if (!job) throw new Error('not claimed')
  expect(await failAttempt(fixture.db, job, { message: 'bad', isFinal: true })).toMatchObject({
    state: 'FAILURE',
    error: 'bad',
  })
})

test('runs a job that was handed back at once, without a failure', async () => {
  await using fixture = await openJobFixture()
  const { id } = await fixture.newJob()
  for (let attempt = 1; attempt <= 7; attempt += 1) {
    const job = await fixture.claim(id)
    if (!job) throw new Error(`attempt ${attempt} was not claimed`)
    expect(await handBackAttempt(fixture.db, job)).toMatchObject({ state: 'RETRY', attempt })
    expect(await sweep(fixture)).toBe(1)
  }
  const { failures } = await fixture.db
    .selectFrom('calendar_job')
    .select('failures')
    .executeTakeFirstOrThrow()
  expect(failures).toBe(0)
})

test('retries only failed or cancelled jobs, as new jobs with the same options', async () => {
  await using fixture = await openJobFixture()
  const { id, options } = await fixture.newJob()
  const retry = () => retryCalendarJob(fixture.db, fixture.createJob, localOwner, id)
  await expect(retry()).rejects.toMatchObject({ code: 'conflict' })
  await cancelCalendarJob(fixture.db, noJobUpdates, localOwner, id)
  const again = await retry()
  expect(again).toMatchObject({ retryOf: id, options, state: 'PENDING', attempt: 0 })
  expect(again.id).not.toBe(id)
  expect(fixture.sent.at(-1)).toEqual({ jobId: again.id, attempt: 0, sends: 0 })
})
