import type { Context } from 'hono'

const healthPaths = new Set(['/livez', '/readyz', '/api/v1/health'])

/**
 * Health checks are exempt from the rules for Host and API token, because their answers contain nothing private. Load
 * balancers send them to the server's address, some with HTTP/1.0 and no Host, and do not have the token.
 */
export const isHealthCheck = (c: Context): boolean =>
  (c.req.method === 'GET' || c.req.method === 'HEAD') && healthPaths.has(c.req.path)
