import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startWorkerHealth } from '../../worker/health-server.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { ask, startTestService } from '../harness/test-service.ts'

test('reports a worker as ready while waiting jobs are consumed', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const port = await findFreePort()
  await using _health = await startWorkerHealth(service.db, { port, host: '127.0.0.1', leaseMs: 1_000 })
  const readReady = async () => {
    const { status, json } = await ask(`http://127.0.0.1:${port}`, 'GET /readyz')
    return [status, json]
  }
  expect(await readReady()).toEqual([200, { ready: true, database: 'ok', consuming: true }])
  await service.createTask()
  await sql`update calendar_job set run_at = now() - interval '1 minute'`.execute(service.db)
  expect(await readReady()).toEqual([503, { ready: false, database: 'ok', consuming: false }])
  expect((await ask(`http://127.0.0.1:${port}`, 'GET /livez')).status).toBe(200)
  // All slots have long jobs.
  await service.createTask()
  await sql`
    update calendar_job set state = 'STARTED', due_at = now() + interval '1 minute'
    where id = (select max(id::text)::uuid from calendar_job)`.execute(service.db)
  expect(await readReady()).toEqual([200, { ready: true, database: 'ok', consuming: true }])
})

test('says which setting to change when its port is in use', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const { hostname: host, port } = new URL(service.url)
  const starting = startWorkerHealth(service.db, { port: Number(port), host, leaseMs: 1_000 })
  await expect(starting).rejects.toThrow(/in use by another program; stop it, or set WORKER_HEALTH_PORT/)
})
