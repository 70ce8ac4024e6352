import type { HttpBindings } from '@hono/node-server'
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { create as toContentDisposition } from 'content-disposition'
import { getCalendarResult } from '../../core/calendar-jobs/result.ts'
import { localOwner } from '../../schema/owner.ts'
import { maxBytesAtOnce, streamGzip, streamPlain, toFileName } from '../http/calendar-file.ts'
import type { ServerContext } from '../context.ts'
import { acceptsGzip, matchesEtag } from '../http/negotiate.ts'
import { document } from './document.ts'

/** The file as it is stored, gzip, where the client takes that; unpacked on the way elsewhere. Each has its own ETag. */
export function addResultRoute(app: OpenAPIHono, context: ServerContext): void {
  const { db, responses } = context
  document(app, 'get', '/todos/ical/{id}/result', 'The file that a task has made', {
    params: z.object({ id: z.uuid() }),
    answers: {
      200: ['The calendar', { 'text/calendar': { schema: z.string() } }],
      304: ['The client has it'],
      404: ['Not finished, failed or cancelled; `error` says which'],
      410: ['The file has expired, or the task was deleted after its retention time'],
      503: ['Too many long files are on their way; try again later'],
    },
  })
  app.get('/todos/ical/:id/result', async c => {
    const result = await getCalendarResult(db, localOwner, c.req.param('id'))
    const isGzip = acceptsGzip(c.req.header('accept-encoding'))
    const etag = isGzip ? `"${result.sha256}-gzip"` : `"${result.sha256}"`
    const isKnown = matchesEtag(c.req.header('if-none-match'), etag)
    const { outgoing } = c.env as HttpBindings
    // Before any header is set: an error has none of this file's.
    if (!isKnown && c.req.method === 'GET' && result.bytes > maxBytesAtOnce) {
      responses.become(outgoing, 'download')
    }
    c.header('ETag', etag)
    c.header('Vary', 'Accept-Encoding')
    c.header('Cache-Control', 'private, no-cache')
    if (isKnown) return c.body(null, 304)

    c.header('Content-Type', 'text/calendar; charset=utf-8')
    c.header('Content-Disposition', toContentDisposition(toFileName(result.name ?? '')))
    c.header('Content-Length', String(isGzip ? result.gzipBytes : result.bytes))
    if (isGzip) c.header('Content-Encoding', 'gzip')
    if (c.req.method === 'HEAD') return c.body(null)

    return c.body(isGzip ? streamGzip(context, result) : streamPlain(context, result))
  })
}
