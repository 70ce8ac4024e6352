import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { createEnqueuer } from '../../core/calendar-jobs/enqueue.ts'
import { createJobCreator } from '../../core/calendar-jobs/create-job.ts'
import { createJobRoom } from '../../core/calendar-jobs/job-room.ts'
import { createLog } from '../../core/process/log.ts'
import { openQueue } from '../../core/queue/open-queue.ts'
import { originalCalendarOptions } from '../../schema/calendar-options.ts'
import { openEventStream } from '../harness/event-stream.ts'
import { sqsKinds } from '../harness/test-sqs-broker.ts'
import { brokers, startTestService, type TestService } from '../harness/test-service.ts'

const leaseMs = 30_000
const log = createLog('silent', 'test')

/** Creates jobs as a server does, sent to the broker when this resolves. */
async function order({ db, env }: TestService, ownerId: string, count: number): Promise<string[]> {
  await sql`insert into owner (id) values (${ownerId}) on conflict do nothing`.execute(db)
  const { DATABASE_URL: databaseUrl = '', BROKER_URL: brokerUrl } = env
  await using queue = await openQueue({ databaseUrl, brokerUrl, name: 'ical', leaseMs }, log)
  await using enqueuer = createEnqueuer(db, queue, log)
  const createJob = createJobCreator(db, enqueuer, createJobRoom(db, 0), leaseMs)
  const jobs = Array.from({ length: count }, () => createJob({ ownerId, options: originalCalendarOptions }))
  return (await Promise.all(jobs)).map(({ id }) => id)
}

const countStarted = async ({ db }: TestService, ownerId: string) => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from calendar_job where owner_id = ${ownerId} and started_at is not null`.execute(db)
  return rows[0]?.count ?? 0
}

/** How many jobs of `ownerId` were started between the creation of a job and its end. */
const countPassed = async ({ db }: TestService, ownerId: string, jobId: string) => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from calendar_job other join calendar_job job on job.id = ${jobId}
    where other.owner_id = ${ownerId} and other.started_at between job.created_at and job.finished_at`.execute(
    db,
  )
  return rows[0]?.count ?? Number.NaN
}

const stateOf = async ({ db }: TestService, id: string) =>
  (await db.selectFrom('calendar_job').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state

describe.each([...brokers, ...sqsKinds])('owners on %s', broker => {
  test('take turns: a single job overtakes the many of another owner', async () => {
    const env = { WORKER_CONCURRENCY: '4', DRAIN_TIMEOUT_SECONDS: '0' }
    await using service = await startTestService({ broker, env, withWorker: false })
    await order(service, 'many', 400)
    await using _worker = await service.startWorker({ SIMULATED_WORK_SECONDS: '0.05' })
    await expect.poll(() => countStarted(service, 'many')).toBeGreaterThan(0)
    const { task_id: id } = await service.createTask()
    using stream = await openEventStream(`${service.url}/api/v1/todos/ical/${id}/events`)
    const events = await stream.rest()
    expect(JSON.parse(events.at(-1)?.data ?? '')).toMatchObject({ state: 'SUCCESS' })
    expect(await service.finishTask(id)).toMatchObject({ state: 'SUCCESS', attempt: 1 })
    expect(await countStarted(service, 'many')).toBeLessThan(400)
    expect(await countPassed(service, 'many', id)).toBeLessThan(100)
  })

  test('get a place while all slots hold long jobs of another owner', async () => {
    const env = { WORKER_CONCURRENCY: '4', DRAIN_TIMEOUT_SECONDS: '0', SIMULATED_WORK_SECONDS: '60' }
    await using service = await startTestService({ broker, env })
    await order(service, 'many', 20)
    await expect.poll(() => countStarted(service, 'many')).toBe(4)
    const [one = ''] = await order(service, 'one', 3)
    const [other = ''] = await order(service, 'other', 1)
    await expect.poll(() => stateOf(service, one)).toBe('STARTED')
    await expect.poll(() => stateOf(service, other)).toBe('STARTED')
    expect(await countStarted(service, 'one')).toBe(1)
    expect(await countStarted(service, 'many')).toBe(4)
  })
})
