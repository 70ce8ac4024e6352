import { describe, expect, test } from 'vitest'
import { env, spawnWorker, stateOf, testBrokenWorkers } from './broken-workers/behaviours.ts'
import { brokers, startTestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

describe.each(brokers)('on %s', broker => {
  testBrokenWorkers(broker)
})

test.skipIf(!brokers.includes('redis'))('jobs whose messages are flushed away get done', async () => {
  await using service = await startTestService({ broker: 'redis', env, withWorker: false })
  const tasks = await Promise.all(Array.from({ length: 20 }, () => service.createTask()))
  await service.redis?.flush()
  await using _worker = await service.startWorker()
  const finished = await Promise.all(tasks.map(({ task_id }) => service.finishTask(task_id)))
  expect(finished.every(({ state }) => state === 'SUCCESS')).toBe(true)
})

test.skipIf(!brokers.includes('redis'))('a worker drains while Redis is down', async () => {
  await using service = await startTestService({ broker: 'redis', env, withWorker: false })
  await using worker = await spawnWorker(service, { SIMULATED_WORK_SECONDS: '1.5' })
  const { task_id: id } = await service.createTask()
  await waitFor('the job to be started', async () => (await stateOf(service, id)) === 'STARTED')
  await service.redis?.stop()
  const stoppedAtMs = performance.now()
  expect(await worker.stop()).toBe(0)
  expect(performance.now() - stoppedAtMs).toBeLessThan(10_000)
  expect(await stateOf(service, id)).toBe('SUCCESS')
})
