import { expect } from 'vitest'
import { startTestService, type TestService } from '../harness/test-service.ts'
import { createFeed } from '../harness/test-feed.ts'
import { createKnownIds } from './known-ids.ts'
import { probe, type Probe, type Reply } from './probe.ts'

export type FuzzedService = TestService & {
  /** Sends a request with known ids in place of its placeholders, and remembers the ids of the answer. */
  probe: (request: Probe) => Promise<Reply>
}

/** A service with a few todos, jobs and feeds in it. */
export async function startFuzzedService(): Promise<FuzzedService> {
  const service = await startTestService({ broker: 'postgres' })
  const known = createKnownIds()

  const probeFilled: FuzzedService['probe'] = async ({ method, path, headers = {}, body }) => {
    const filled = Object.entries(headers).map(([name, value]) => [name, known.fill(value)])
    const reply = await probe(service.url, {
      method,
      path: known.fill(path),
      headers: Object.fromEntries(filled) as Record<string, string>,
      body: typeof body === 'string' ? known.fill(body) : body,
    })
    known.learn(`${String(reply.headers['link'])}${reply.text}`)
    return reply
  }

  for (const title of ['a', 'b', 'c']) await service.createTodo({ title, deadline_at: '2030-01-02' })
  for (const options of [undefined, { component: 'both' }]) await service.createTask(options)
  for (const name of ['One', 'Two']) known.learn((await createFeed(service, { name })).path)
  for (const path of ['/todos?limit=2', '/todos/ical', '/feeds']) {
    await probeFilled({ method: 'GET', path: `/api/v1${path}` })
  }

  return { ...service, probe: probeFilled }
}

/** Expects that a calendar can be generated, and that no job has failed. */
export async function expectToWork(service: TestService): Promise<void> {
  await service.createTodo({ title: 'after all', deadline_at: '2030-01-02' })
  const { task_id: id } = await service.createTask()
  expect((await service.finishTask(id)).state).toBe('SUCCESS')
  for (const state of ['FAILURE', 'RETRY']) {
    expect((await service.ask(`GET /todos/ical?state=${state}`)).json).toEqual([])
  }
}
