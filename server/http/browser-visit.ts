import type { Context } from 'hono'

/** Whether a browser requests a page to show, as opposed to a program that requests data. */
export const isBrowserVisit = (c: Context): boolean =>
  (c.req.method === 'GET' || c.req.method === 'HEAD') && (c.req.header('accept') ?? '').includes('text/html')
