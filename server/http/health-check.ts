import type { Context } from 'hono'

const healthPaths = new Set(['/livez', '/readyz', '/api/v1/health'])

/**
 * Whether a request only asks how the server is. Load balancers ask by the server's address, some by HTTP/1.0 without a
 * Host, and none has the API token. The answers hold nothing private, so the rules for Host and token do not apply.
 */
export const isHealthCheck = (c: Context): boolean =>
  (c.req.method === 'GET' || c.req.method === 'HEAD') && healthPaths.has(c.req.path)
