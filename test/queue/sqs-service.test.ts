import { expect, test } from 'vitest'
import { openEventStream } from '../harness/event-stream.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { spawnMain } from '../harness/spawn-main.ts'
import { createTestDatabase } from '../harness/test-database.ts'
import { type AcceptedTask, ask, startTestService, type Task } from '../harness/test-service.ts'
import { startTestSqs } from '../harness/test-sqs.ts'
import { waitFor } from '../harness/wait-for.ts'

const secret = 'wJalrXUtnFEMI'

/** A server as a process, on a private SQS; workers come when they are wanted. */
async function openProcesses(own: Record<string, string>) {
  await using opening = new AsyncDisposableStack()
  const sqs = opening.use(await startTestSqs())
  const { url: databaseUrl } = opening.use(await createTestDatabase())
  const port = await findFreePort()
  const env = {
    ...sqs.env,
    AWS_SECRET_ACCESS_KEY: secret,
    DATABASE_URL: databaseUrl,
    BROKER_URL: 'sqs://ical',
    PORT: `${port}`,
    ...own,
  }
  const server = opening.use(spawnMain('server', env))
  await server.ready
  const url = `http://127.0.0.1:${port}/api/v1`
  const opened = opening.move()
  return {
    sqs,
    url,
    server,
    startWorker: async () => {
      const worker = spawnMain('worker', env)
      await worker.ready
      return worker
    },
    ask: (line: string, json?: unknown) => ask(url, line.replace(' /', ' /api/v1/'), { json }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

const warnings = (output: string) => output.split('\n').filter(line => line.includes('"level":40'))

test.concurrent('shows a job to the end and serves its file after its worker was killed', async () => {
  await using service = await openProcesses({ SIMULATED_WORK_SECONDS: '5', LEASE_SECONDS: '2' })
  await service.sqs.createQueue('ical')
  await using doomed = await service.startWorker()
  const titles = Array.from({ length: 50 }, (_, n) => `Todo ${n}`)
  for (const title of titles) await service.ask('POST /todos', { title, deadline_at: '2030-01-02T03:04' })
  const accepted = await service.ask('POST /todos/ical')
  expect(accepted.status).toBe(202)
  const { task_id: id } = accepted.json as AcceptedTask

  using stream = await openEventStream(`${service.url}/todos/ical/${id}/events`)
  const shown: Task[] = []
  const progressOf = (attempt: number) =>
    shown.filter(task => task.attempt === attempt && task.state === 'STARTED' && task.progress.done > 0)
  let next: Awaited<ReturnType<typeof service.startWorker>> | undefined
  await using _next = { [Symbol.asyncDispose]: async () => void (await next?.stop()) }
  for await (const { data = '' } of stream.events) {
    shown.push(JSON.parse(data) as Task)
    if (next || progressOf(1).length < 2) continue
    await doomed.kill()
    next = await service.startWorker()
  }

  expect(shown.at(-1)).toMatchObject({ state: 'SUCCESS', attempt: 2, written: 50 })
  // The rows alone, read again each second, would show five of them.
  expect(progressOf(2).length).toBeGreaterThan(7)
  const result = await service.ask(`GET /todos/ical/${id}/result`)
  expect(result.status).toBe(200)
  for (const title of titles) expect(result.text).toContain(`SUMMARY:${title}\r\n`)
  for (const { output } of [service.server, doomed]) {
    expect(output()).toContain('"broker":"SQS queue ical"')
    expect(output()).not.toContain(secret)
  }
})

test.concurrent('logs a missing queue once per process and keeps its jobs waiting', async () => {
  await using service = await openProcesses({})
  await using worker = await service.startWorker()
  const accepted: AcceptedTask[] = []
  for (let n = 0; n < 3; n += 1) {
    const startedAtMs = performance.now()
    const { status, json } = await service.ask('POST /todos/ical')
    expect(status).toBe(202)
    // The request did not wait for the broker, whose time limit is two seconds.
    expect(performance.now() - startedAtMs).toBeLessThan(1_900)
    accepted.push(json as AcceptedTask)
  }
  const sentence = /There is no queue ical in this account and region/
  await waitFor('the worker to say it', () => sentence.test(worker.output()))
  await waitFor('several attempts', () => (service.sqs.counts.get('GetQueueUrl') ?? 0) > 5)
  await service.sqs.createQueue('ical')
  for (const { task_id: id } of accepted) {
    await waitFor(`task ${id}`, async () => {
      const { json } = await service.ask(`GET /todos/ical/${id}/status`)
      return (json as Task).state === 'SUCCESS'
    })
  }
  // One from the consumer or a request, one from the maintenance loop.
  for (const { output } of [worker, service.server]) {
    expect(warnings(output()).length).toBeLessThanOrEqual(2)
    expect(warnings(output()).every(line => sentence.test(line))).toBe(true)
  }
})

test('accepts jobs while SQS is down and finishes them afterwards', async () => {
  await using service = await startTestService({ broker: 'SQS' })
  await service.sqs?.stop()
  const startedAtMs = performance.now()
  const tasks = await Promise.all(Array.from({ length: 20 }, () => service.createTask()))
  // Not one of them waited for the broker, whose time limit is two seconds.
  expect(performance.now() - startedAtMs).toBeLessThan(1_900)
  await service.sqs?.start()
  const finished = await Promise.all(tasks.map(({ task_id }) => service.finishTask(task_id)))
  expect(finished.every(({ state }) => state === 'SUCCESS')).toBe(true)
})

test('drains a worker while SQS is down', async () => {
  await using service = await startTestService({
    broker: 'SQS',
    env: { SIMULATED_WORK_SECONDS: '1' },
    withWorker: false,
  })
  const worker = await service.startWorker()
  const { task_id: id } = await service.createTask()
  await waitFor('the job to be started', async () => {
    const { json } = await service.ask(`GET /todos/ical/${id}/status`)
    return (json as Task).state === 'STARTED'
  })
  await service.sqs?.stop()
  const stoppedAtMs = performance.now()
  await worker[Symbol.asyncDispose]()
  expect(performance.now() - stoppedAtMs).toBeLessThan(5_000)
  expect(await service.finishTask(id)).toMatchObject({ state: 'SUCCESS', attempt: 1 })
})
