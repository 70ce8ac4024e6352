import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { cancelCalendarJob } from '../../core/calendar-jobs/cancel.ts'
import { failAttempt, handBackAttempt } from '../../core/calendar-jobs/end-attempt.ts'
import { getCalendarJob } from '../../core/calendar-jobs/find.ts'
import { retryCalendarJob } from '../../core/calendar-jobs/retry.ts'
import { createSender } from '../../core/calendar-jobs/enqueue.ts'
import { sweepCalendarJobs } from '../../core/calendar-jobs/recover-jobs.ts'
import { createLog } from '../../core/process/log.ts'
import { toMessageId } from '../../core/queue/queue.ts'
import { localOwner } from '../../schema/owner.ts'
import { leaseMs, noFeed, openJobBench } from '../harness/job-fixture.ts'
import { waitFor } from '../harness/wait-for.ts'

const sweep = ({ db, queue }: Awaited<ReturnType<typeof openJobBench>>) =>
  sweepCalendarJobs(db, queue, leaseMs)

test('an accepted job is sent once, and not again before a lease has passed', async () => {
  await using bench = await openJobBench()
  const { id } = await bench.newJob()
  expect(bench.sent).toEqual([{ jobId: id, attempt: 0, sends: 0 }])
  expect(await sweep(bench)).toBe(0)
  const { due_at, enqueued_at } = await bench.db
    .selectFrom('calendar_job')
    .select(['due_at', 'enqueued_at'])
    .executeTakeFirstOrThrow()
  expect(Date.parse(due_at ?? '') - Date.parse(enqueued_at ?? '')).toBe(leaseMs)
})

test('a message that is lost is sent again under another id, later and later, at most five minutes apart', async () => {
  await using bench = await openJobBench()
  const { id } = await bench.newJob()
  const waits: number[] = []
  for (let round = 0; round < 6; round += 1) {
    await bench.makeDue(id)
    await sweep(bench)
    const { due_at, enqueued_at } = await bench.db
      .selectFrom('calendar_job')
      .select(['due_at', 'enqueued_at'])
      .executeTakeFirstOrThrow()
    waits.push((Date.parse(due_at ?? '') - Date.parse(enqueued_at ?? '')) / 1000)
  }
  expect(waits).toEqual([60, 120, 240, 300, 300, 300])
  expect(new Set(bench.sent.map(toMessageId)).size).toBe(7)
  expect(await getCalendarJob(bench.db, localOwner, id)).toMatchObject({ state: 'PENDING', version: 1 })
})

test('sweepers that run at once send each job once', async () => {
  await using bench = await openJobBench()
  const jobs = await Promise.all(Array.from({ length: 300 }, () => bench.newJob()))
  await bench.db
    .updateTable('calendar_job')
    .set({ due_at: new Date(0) })
    .execute()
  bench.sent.length = 0
  await Promise.all(Array.from({ length: 5 }, () => sweep(bench)))
  expect(bench.sent).toHaveLength(jobs.length)
  expect(new Set(bench.sent.map(({ jobId }) => jobId)).size).toBe(jobs.length)
})

test('what a broker does not take is noted and sent by the sweeper when it is back', async () => {
  await using bench = await openJobBench()
  let isDown = true
  const delivered: string[] = []
  const queue = {
    ...bench.queue,
    send: async (messages: readonly { jobId: string }[]) => {
      if (isDown) throw new Error('down')
      delivered.push(...messages.map(({ jobId }) => jobId))
    },
  }
  await using sender = createSender(bench.db, queue, createLog('silent', 'test'))
  const { id } = await bench.newJob()
  sender.send([{ jobId: id, attempt: 0, sends: 0 }])
  await waitFor('the failure to be noted', async () => {
    const row = await bench.db.selectFrom('calendar_job').select('enqueued_at').executeTakeFirstOrThrow()
    return row.enqueued_at === null
  })
  await expect(sweepCalendarJobs(bench.db, queue, leaseMs)).rejects.toThrow('down')
  isDown = false
  expect(await sweepCalendarJobs(bench.db, queue, leaseMs)).toBe(1)
  expect(delivered).toEqual([id])
})

test('a job whose worker is lost five times fails, and says why', async () => {
  await using bench = await openJobBench()
  const { id } = await bench.newJob()
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await bench.makeDue(id)
    expect(await bench.claim(id)).toMatchObject({ attempt })
    await bench.expireLease(id)
    await sweep(bench)
    const { state, error } = await getCalendarJob(bench.db, localOwner, id)
    expect(state).toBe(attempt < 5 ? 'RETRY' : 'FAILURE')
    expect(error).toMatch(/worker was lost/)
  }
  const attempts = await bench.db.selectFrom('calendar_job_attempt').selectAll().execute()
  expect(attempts).toHaveLength(5)
  expect(attempts.every(({ ended_at, error }) => ended_at !== null && error !== null)).toBe(true)
})

test('the wait after a failure is at most 1 s × 2ⁿ and spread over that time', async () => {
  await using bench = await openJobBench()
  const waits = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const job = await bench.claim((await bench.newJob()).id)
      if (!job) throw new Error('not claimed')
      await failAttempt(bench.db, job, { message: 'no luck', isFinal: false })
      const row = await bench.db
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

test('what is bad input fails at once', async () => {
  await using bench = await openJobBench()
  const job = await bench.claim((await bench.newJob()).id)
  if (!job) throw new Error('not claimed')
  expect(await failAttempt(bench.db, job, { message: 'bad', isFinal: true })).toMatchObject({
    state: 'FAILURE',
    error: 'bad',
  })
})

test('a job that is handed back runs again at once and counts no failure', async () => {
  await using bench = await openJobBench()
  const { id } = await bench.newJob()
  for (let attempt = 1; attempt <= 7; attempt += 1) {
    const job = await bench.claim(id)
    if (!job) throw new Error(`attempt ${attempt} was not claimed`)
    expect(await handBackAttempt(bench.db, job)).toMatchObject({ state: 'RETRY', attempt })
    expect(await sweep(bench)).toBe(1)
  }
  const { failures } = await bench.db.selectFrom('calendar_job').select('failures').executeTakeFirstOrThrow()
  expect(failures).toBe(0)
})

test('only a failed or cancelled job is tried again, as a new job with the same options', async () => {
  await using bench = await openJobBench()
  const { id, options } = await bench.newJob()
  const retry = () => retryCalendarJob(bench.db, bench.accept, localOwner, id)
  await expect(retry()).rejects.toMatchObject({ code: 'conflict' })
  await cancelCalendarJob(bench.db, noFeed, localOwner, id)
  const again = await retry()
  expect(again).toMatchObject({ retryOf: id, options, state: 'PENDING', attempt: 0 })
  expect(again.id).not.toBe(id)
  expect(bench.sent.at(-1)).toEqual({ jobId: again.id, attempt: 0, sends: 0 })
})
