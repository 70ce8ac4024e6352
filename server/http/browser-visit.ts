import type { Context } from 'hono'

/** Whether a person opens an address in a browser, rather than a program that asks for data. */
export const isBrowserVisit = (c: Context): boolean =>
  (c.req.method === 'GET' || c.req.method === 'HEAD') && (c.req.header('accept') ?? '').includes('text/html')
