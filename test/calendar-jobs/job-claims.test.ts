import { expect, test } from 'vitest'
import { cancelCalendarJob } from '../../core/calendar-jobs/cancel.ts'
import { claimJobs } from '../../core/calendar-jobs/claim.ts'
import { failAttempt, handBackAttempt } from '../../core/calendar-jobs/end-attempt.ts'
import { getCalendarJob } from '../../core/calendar-jobs/find.ts'
import { type AttemptRef, renewLeases } from '../../core/calendar-jobs/leases.ts'
import { reportProgress } from '../../core/calendar-jobs/progress.ts'
import { recoverJobs } from '../../core/calendar-jobs/recover-jobs.ts'
import { createLog } from '../../core/process/log.ts'
import { localOwner } from '../../schema/owner.ts'
import { leaseMs, noJobUpdates, openJobFixture } from '../harness/job-fixture.ts'
import { waitFor } from '../harness/wait-for.ts'
import { waitForLocks } from '../harness/wait-for-locks.ts'
import { startLeaseKeeper } from '../../worker/lease-keeper.ts'

test('lets exactly one of many concurrent claims of a job succeed', async () => {
  await using fixture = await openJobFixture()
  const { id } = await fixture.newJob()
  const claims = await Promise.all(Array.from({ length: 20 }, (_, n) => fixture.claim(id, `worker ${n}`)))
  expect(claims.filter(claim => claim !== undefined)).toHaveLength(1)
  expect(await getCalendarJob(fixture.db, localOwner, id)).toMatchObject({
    state: 'STARTED',
    attempt: 1,
    version: 2,
  })
  const attempts = await fixture.db.selectFrom('calendar_job_attempt').selectAll().execute()
  expect(attempts).toHaveLength(1)
})

test('claims overlapping batches in opposite orders without a deadlock', async () => {
  await using fixture = await openJobFixture()
  const jobs = await Promise.all(Array.from({ length: 200 }, () => fixture.newJob()))
  const ids = jobs.map(({ id }) => id)
  const claims = await Promise.all(
    [ids, ids.toReversed(), ids, ids.toReversed()].map((batch, n) =>
      claimJobs(fixture.db, batch, { worker: `worker ${n}`, leaseMs }),
    ),
  )
  expect(claims.reduce((sum, { size }) => sum + size, 0)).toBe(200)
})

test('ends an attempt whose claim commits while a cancellation waits for it', async () => {
  await using fixture = await openJobFixture()
  const { id } = await fixture.newJob()
  const claiming = await fixture.db.startTransaction().execute()
  await claimJobs(claiming, [id], { worker: 'worker', leaseMs })
  const cancelled = cancelCalendarJob(fixture.db, noJobUpdates, localOwner, id)
  await waitForLocks(fixture.db)
  await claiming.commit().execute()
  expect(await cancelled).toMatchObject({ state: 'REVOKED', attempt: 1 })
  expect(await fixture.db.selectFrom('calendar_job_attempt').selectAll().execute()).toEqual([
    expect.objectContaining({
      attempt: 1,
      worker: 'worker',
      ended_at: expect.any(String),
      error: 'The job was cancelled',
    }),
  ])
})

test('does not claim a job that is not due or finished', async () => {
  await using fixture = await openJobFixture()
  const { id } = await fixture.newJob()
  const job = await fixture.claim(id)
  if (!job) throw new Error('not claimed')
  const failed = await failAttempt(fixture.db, job, { message: 'no luck', isFinal: false })
  expect(failed).toMatchObject({ state: 'RETRY', error: 'no luck' })
  await fixture.db
    .updateTable('calendar_job')
    .set({ run_at: new Date(Date.now() + 60_000) })
    .execute()
  expect(await fixture.claim(id)).toBeUndefined()
  await cancelCalendarJob(fixture.db, noJobUpdates, localOwner, id)
  await fixture.db
    .updateTable('calendar_job')
    .set({ run_at: new Date(0) })
    .execute()
  expect(await fixture.claim(id)).toBeUndefined()
})

test('ignores everything that a fenced worker writes', async () => {
  await using fixture = await openJobFixture()
  const { id } = await fixture.newJob()
  const frozen = await fixture.claim(id, 'frozen')
  if (!frozen) throw new Error('not claimed')
  await fixture.expireLease(id)
  await recoverJobs(fixture.db, fixture.queue, leaseMs)
  const between = await getCalendarJob(fixture.db, localOwner, id)
  expect(between).toMatchObject({ state: 'RETRY', attempt: 1 })

  const writeAll = async () => [
    await reportProgress(fixture.db, frozen, { done: 1, total: 2 }),
    await failAttempt(fixture.db, frozen, { message: 'late', isFinal: true }),
    await handBackAttempt(fixture.db, frozen),
    await fixture.finish(frozen),
  ]
  expect(await writeAll()).toEqual([undefined, undefined, undefined, undefined])
  expect(await getCalendarJob(fixture.db, localOwner, id)).toEqual(between)

  await fixture.makeDue(id)
  expect(await fixture.claim(id, 'next')).toMatchObject({ attempt: 2 })
  const after = await getCalendarJob(fixture.db, localOwner, id)
  expect(await writeAll()).toEqual([undefined, undefined, undefined, undefined])
  expect(await getCalendarJob(fixture.db, localOwner, id)).toEqual(after)
  expect(await fixture.db.selectFrom('artifact').selectAll().execute()).toEqual([])
  expect(await fixture.db.selectFrom('artifact_part').selectAll().execute()).toEqual([])
})

test('renews held leases and returns lost ones', async () => {
  await using fixture = await openJobFixture()
  const [kept, cancelled, taken] = await Promise.all([fixture.newJob(), fixture.newJob(), fixture.newJob()])
  const held = await Promise.all([kept, cancelled, taken].map(({ id }) => fixture.claim(id)))
  const claimed = held.filter(job => job !== undefined)
  expect(claimed).toHaveLength(3)
  await cancelCalendarJob(fixture.db, noJobUpdates, localOwner, cancelled.id)
  await fixture.expireLease(taken.id)
  await recoverJobs(fixture.db, fixture.queue, leaseMs)
  await fixture.expireLease(kept.id)
  const lost = await renewLeases(fixture.db, claimed, leaseMs)
  expect(lost).toHaveLength(2)
  for (const { id } of [cancelled, taken]) expect(lost).toContainEqual({ id, attempt: 1 })
  await recoverJobs(fixture.db, fixture.queue, leaseMs)
  expect(await getCalendarJob(fixture.db, localOwner, kept.id)).toMatchObject({
    state: 'STARTED',
    version: 2,
  })
})

test('keeps an attempt whose worker still holds the lost one before it', async () => {
  await using fixture = await openJobFixture()
  const { id } = await fixture.newJob()
  const first = await fixture.claim(id)
  using leases = startLeaseKeeper(fixture.db, leaseMs, createLog('silent', 'test'))
  using lost = leases.hold(first as AttemptRef)
  await fixture.expireLease(id)
  await recoverJobs(fixture.db, fixture.queue, leaseMs)
  await fixture.makeDue(id)
  using held = leases.hold((await fixture.claim(id)) as AttemptRef)
  await waitFor('the first attempt to be stopped', () => lost.signal.aborted)
  expect(held.signal.aborted).toBe(false)
})

test('lets exactly one of a concurrent cancellation and finish win', async () => {
  await using fixture = await openJobFixture()
  for (let round = 0; round < 30; round += 1) {
    const { id } = await fixture.newJob()
    const job = await fixture.claim(id)
    if (!job) throw new Error('not claimed')
    const [cancelled, finished] = await Promise.allSettled([
      cancelCalendarJob(fixture.db, noJobUpdates, localOwner, id),
      fixture.finish(job),
    ])
    const { state, version } = await getCalendarJob(fixture.db, localOwner, id)
    expect(version).toBe(3)
    if (cancelled.status === 'fulfilled') {
      expect(state).toBe('REVOKED')
      expect(finished).toMatchObject({ status: 'fulfilled', value: undefined })
    } else {
      expect(state).toBe('SUCCESS')
      expect(cancelled.reason).toMatchObject({ code: 'conflict' })
    }
  }
})
