import type { MiddlewareHandler } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import type { Log } from '../../core/process/log.ts'
import { toLoggedPath } from './redact-path.ts'

/** Logs each request at `debug`, without its query and headers, which can contain private data. */
export const logRequests =
  (log: Log): MiddlewareHandler<{ Variables: RequestIdVariables }> =>
  async (c, next) => {
    const startedAtMs = performance.now()
    await next()
    const ms = Math.round(performance.now() - startedAtMs)
    const path = toLoggedPath(c.req.path)
    log.debug(
      { requestId: c.get('requestId'), method: c.req.method, path, status: c.res.status, ms },
      'request',
    )
  }
