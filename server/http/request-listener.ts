import { randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Log } from '../../core/process/log.ts'
import { classifyError, logClassified } from './classify-error.ts'
import { setDefaultHeaders } from './default-headers.ts'

type Fetch = Parameters<typeof getRequestListener>[0]

/** Runs the app for Node.js' requests. The app answers its own errors; here come those that it could not. */
export function createRequestListener(fetch: Fetch, log: Log): RequestListener {
  const listener = getRequestListener(fetch, {
    // HTTP/1.0 has no Host, and some load balancers use it for health checks; for HTTP/1.1, Node.js requires one.
    hostname: 'localhost',
    errorHandler(error) {
      // Not a valid request, for example with a malformed Host: it never reached the app.
      if (error instanceof RequestError) return Response.json({ error: 'Malformed request' }, { status: 400 })
      const classified = classifyError(error)
      if (classified.code === 'badInput') return Response.json({ error: classified.message }, { status: 400 })
      const requestId = randomUUID()
      logClassified(log, classified, { err: error, requestId })
      return Response.json({ error: 'Unexpected error', request_id: requestId }, { status: 500 })
    },
  })
  return (request, response) => {
    setDefaultHeaders(response)
    void listener(request, response)
  }
}
