import { expect, test } from 'vitest'
import { spawnMain } from '../../harness/spawn-main.ts'
import { type Broker, startTestService, type TestService } from '../../harness/test-service.ts'
import { isSqsKind } from '../../harness/test-sqs-broker.ts'
import { waitFor } from '../../harness/wait-for.ts'

export const env = { LEASE_SECONDS: '2', LOG_LEVEL: 'warn' }
/** Of workers that must not lose a lease, however busy the machine is. */
const longLease = { LEASE_SECONDS: '30' }

/** A worker as a process of its own, on the service's database and broker. */
export async function spawnWorker({ surroundings }: TestService, own: Record<string, string> = {}) {
  const worker = spawnMain('worker', { ...surroundings, ...env, ...own })
  await worker.ready
  return worker
}

export const stateOf = async (service: TestService, id: string) =>
  (await service.db.selectFrom('calendar_job').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
    .state

const countArtifacts = async ({ db }: TestService) =>
  (await db.selectFrom('artifact').select('id').execute()).length

const attemptsOf = ({ db }: TestService, id: string) =>
  db.selectFrom('calendar_job_attempt').selectAll().where('job_id', '=', id).orderBy('attempt').execute()

/** What workers promise whatever happens to them, on every broker alike. */
export function testBrokenWorkers(broker: Broker): void {
  // They mostly wait for leases. A test with SQS sets the environment of this process.
  const testWaiting = isSqsKind(broker) ? test : test.concurrent
  const open = () => startTestService({ broker, env, withWorker: false })

  testWaiting('runs the job of a killed worker again within two leases, with one artifact', async () => {
    // Beside the lease come two turns of a sweeper and a backoff of at most two seconds. A shorter one could be lost before
    // the worker is killed, when the machine is busy.
    const leaseSeconds = 10
    const lease = { LEASE_SECONDS: String(leaseSeconds) }
    await using service = await startTestService({ broker, env: { ...env, ...lease }, withWorker: false })
    await service.createTodo({ title: 'a', deadline_at: '2030-01-01' })
    await using doomed = await spawnWorker(service, { ...lease, SIMULATED_WORK_SECONDS: '60' })
    const { task_id: id } = await service.createTask()
    await waitFor('the job to be started', async () => (await stateOf(service, id)) === 'STARTED')
    await using _next = await service.startWorker(lease)
    const killedAtMs = performance.now()
    await doomed.kill()
    await waitFor('the second attempt', async () => (await attemptsOf(service, id)).length > 1, 60_000)
    expect(performance.now() - killedAtMs).toBeLessThan(2 * leaseSeconds * 1000)
    expect(await service.finishTask(id)).toMatchObject({ state: 'SUCCESS', attempt: 2 })
    expect(await countArtifacts(service)).toBe(1)
    expect(await attemptsOf(service, id)).toMatchObject([
      { error: expect.stringMatching('lost') },
      { error: null },
    ])
  })

  testWaiting('publishes nothing from a worker that is frozen past its lease', async () => {
    await using service = await open()
    await using frozen = await spawnWorker(service, {
      LEASE_SECONDS: '5',
      SIMULATED_WORK_SECONDS: '20',
      LOG_LEVEL: 'info',
    })
    const { task_id: id } = await service.createTask()
    await waitFor('the job to be started', async () => (await stateOf(service, id)) === 'STARTED')
    frozen.signal('SIGSTOP')
    await using _next = await service.startWorker(longLease)
    const finished = await service.finishTask(id)
    expect(finished).toMatchObject({ state: 'SUCCESS', attempt: 2 })
    frozen.signal('SIGCONT')
    await waitFor('the frozen worker to notice', () => /was cancelled or lost/.test(frozen.output()))
    const after = await service.db.selectFrom('calendar_job').selectAll().executeTakeFirstOrThrow()
    expect(after).toMatchObject({ state: 'SUCCESS', attempt: 2 })
    const artifacts = await service.db.selectFrom('artifact').selectAll().execute()
    expect(artifacts).toMatchObject([{ job_id: id, attempt: 2 }])
  })

  testWaiting('finishes what it can in a drain, hands back the rest, and exits with 0', async () => {
    await using service = await open()
    const drain = { ...longLease, WORKER_CONCURRENCY: '1' }
    await using short = await spawnWorker(service, {
      ...drain,
      DRAIN_TIMEOUT_SECONDS: '30',
      SIMULATED_WORK_SECONDS: '0.5',
    })
    const first = await service.createTask()
    await waitFor('the job to be started', async () => (await stateOf(service, first.task_id)) === 'STARTED')
    expect(await short.stop()).toBe(0)
    expect(await stateOf(service, first.task_id)).toBe('SUCCESS')

    await using long = await spawnWorker(service, {
      ...drain,
      DRAIN_TIMEOUT_SECONDS: '1',
      SIMULATED_WORK_SECONDS: '60',
    })
    const second = await service.createTask()
    await waitFor('the job to be started', async () => (await stateOf(service, second.task_id)) === 'STARTED')
    expect(await long.stop()).toBe(0)
    expect(await stateOf(service, second.task_id)).toBe('RETRY')
    await using _next = await service.startWorker(longLease)
    expect(await service.finishTask(second.task_id)).toMatchObject({ state: 'SUCCESS', attempt: 2 })
    const { failures } = await service.db
      .selectFrom('calendar_job')
      .select('failures')
      .where('id', '=', second.task_id)
      .executeTakeFirstOrThrow()
    expect(failures).toBe(0)
  })

  test('stops work on a cancelled job long before its lease or its work ends', async () => {
    await using service = await open()
    await using worker = await spawnWorker(service, {
      ...longLease,
      SIMULATED_WORK_SECONDS: '60',
      LOG_LEVEL: 'info',
    })
    const { task_id: id } = await service.createTask()
    await waitFor('the job to be started', async () => (await stateOf(service, id)) === 'STARTED')
    const cancelled = await service.ask(`DELETE /todos/ical/${id}`)
    expect(cancelled.json).toMatchObject({ task_status: 'REVOKED', state: 'REVOKED' })
    await waitFor('the worker to stop', () => /was cancelled or lost/.test(worker.output()), 10_000)
  })

  test('shares many jobs between two workers, each job once', async () => {
    await using service = await open()
    await service.createTodo({ title: 'a', deadline_at: '2030-01-01' })
    // Slow enough that one of them cannot take all jobs before the other has its first.
    const slow = { ...longLease, SIMULATED_WORK_SECONDS: '0.1', WORKER_CONCURRENCY: '6' }
    await using _one = await service.startWorker(slow)
    await using _two = await spawnWorker(service, slow)
    await Promise.all(Array.from({ length: 100 }, () => service.createTask()))
    const waiting = service.db
      .selectFrom('calendar_job')
      .select('id')
      .where('finished_at', 'is', null)
      .limit(1)
    await waitFor('all to be finished', async () => !(await waiting.executeTakeFirst()), 60_000)
    const finished = await service.db.selectFrom('calendar_job').select(['state', 'attempt']).execute()
    expect(finished.every(({ state, attempt }) => state === 'SUCCESS' && attempt === 1)).toBe(true)
    const attempts = await service.db.selectFrom('calendar_job_attempt').selectAll().execute()
    expect(attempts).toHaveLength(100)
    expect(new Set(attempts.map(({ worker }) => worker)).size).toBe(2)
  })
}
