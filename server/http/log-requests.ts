import type { MiddlewareHandler } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import type { Log } from '../../core/process/log.ts'
import { toLoggedPath } from './redact-path.ts'

/** One line a request, at `debug`: paths only, for queries and headers may hold what is nobody's business. */
export const logRequests = (log: Log): MiddlewareHandler<{ Variables: RequestIdVariables }> =>
  log.isLevelEnabled('debug')
    ? async (c, next) => {
        const startedAtMs = performance.now()
        await next()
        const ms = Math.round(performance.now() - startedAtMs)
        const path = toLoggedPath(c.req.path)
        log.debug(
          { requestId: c.get('requestId'), method: c.req.method, path, status: c.res.status, ms },
          'request',
        )
      }
    : (_, next) => next()
