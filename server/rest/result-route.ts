import { z } from '@hono/zod-openapi'
import { create as toContentDisposition } from 'content-disposition'
import { maxBytesAtOnce, streamGzip, streamPlain, toFileName } from '../http/calendar-file.ts'
import { acceptsGzip, matchesEtag } from '../http/negotiate.ts'
import { getCalendarResult } from '../operations/calendar-jobs.ts'
import { type AddRoute, uuidParams } from './routes.ts'

/** Sends the file as stored, gzip, to clients that accept it, and unpacked to others. Each form has its own ETag. */
export function addResultRoute(route: AddRoute): void {
  route('calendarJobResult', 'get', '/todos/ical/:id/result', 'Download the calendar file of a task', {
    params: uuidParams,
    answers: {
      200: ['The calendar file', { 'text/calendar': { schema: z.string() } }],
      304: ['The client has the current file'],
      404: ['The task is not finished, has failed or was cancelled; `error` says which'],
      410: ['The file has expired, or the task was deleted after its retention time'],
      503: ['Too many downloads of large files are running; try again later'],
    },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const result = await getCalendarResult(ctx, c.req.param('id'))
    const isGzip = acceptsGzip(c.req.header('accept-encoding'))
    const etag = isGzip ? `"${result.sha256}-gzip"` : `"${result.sha256}"`
    const isKnown = matchesEtag(c.req.header('if-none-match'), etag)
    // Before any header is set: an error has no headers of the file.
    if (!isKnown && c.req.method === 'GET' && result.bytes > maxBytesAtOnce) {
      ctx.responses.become(ctx.outgoing, 'download')
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

    return c.body(isGzip ? streamGzip(ctx, result) : streamPlain(ctx, result))
  })
}
