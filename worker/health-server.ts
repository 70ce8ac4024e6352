import { createServer } from 'node:http'
import type { Db } from '../core/database/db.ts'
import { checkHealth } from '../core/process/check-health.ts'
import { listen } from '../core/process/port.ts'

/**
 * Serves `/livez`, which checks the process, and `/readyz`, which checks the database and that waiting jobs are consumed, by
 * this worker or another one.
 */
export async function startWorkerHealth(
  db: Db,
  { port, host, leaseMs }: { port: number; host: string; leaseMs: number },
): Promise<AsyncDisposable> {
  const server = createServer((request, response) => {
    void answer(request.url, db, leaseMs).then(({ status, body }) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end(JSON.stringify(body)),
    )
  })
  await listen(server, { port, host }, 'WORKER_HEALTH_PORT')
  return server
}

async function answer(
  url: string | undefined,
  db: Db,
  leaseMs: number,
): Promise<{ status: number; body: object }> {
  if (url === '/livez') return { status: 200, body: { status: 'ok' } }
  if (url !== '/readyz') return { status: 404, body: { error: 'Not found' } }
  const health = await checkHealth(db, leaseMs)
  const ready = health.ready && health.consuming === true
  return { status: ready ? 200 : 503, body: { ...health, ready } }
}
