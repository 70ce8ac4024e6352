import type { HttpBindings } from '@hono/node-server'
import { create as toContentDisposition } from 'content-disposition'
import { type Context, Hono } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import { AppError } from '../../core/app-error.ts'
import { isSecret } from '../../core/secrets.ts'
import { createFetchRecorder } from '../../core/feeds/record-fetch.ts'
import { type FoundFeed, serveFeedFile } from '../../core/feeds/serve-feed-file.ts'
import { createFeedFinder } from '../../core/feeds/find-feed-by-token.ts'
import { maxBytesAtOnce, readPlain, streamPlain, toFileName } from '../http/calendar-file.ts'
import type { ServerContext } from '../context.ts'
import { isSince, matchesEtag } from '../http/negotiate.ts'
import { createFileCache } from './file-cache.ts'

type Env = { Bindings: HttpBindings; Variables: RequestIdVariables }

const cacheLimits = { maxBytes: 32 * 1024 * 1024, idleMs: 5 * 60_000 }

/**
 * Serves `/feeds/<token>/<name>.ics` to calendar programs. The token in the path allows reading one feed and nothing
 * else, so the rules for browsers and for the API token do not apply here.
 */
export function createFeedsApp({ db, renewFile, responses, config, log }: ServerContext): Hono<Env> {
  const serving = {
    find: createFeedFinder(db),
    renew: renewFile,
    timeoutMs: config.FEED_TIMEOUT_SECONDS * 1000,
  }
  const recordFetch = createFetchRecorder(db, log)
  const getPlain = createFileCache(file => readPlain(db, file), cacheLimits)
  const app = new Hono<Env>()

  app.all('/*', async (c, next) => {
    // Includes OPTIONS and PROPFIND, with which programs detect CalDAV servers.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    c.header('Allow', 'GET, HEAD')
    throw new AppError('methodNotAllowed', 'Feeds are read-only')
  })

  app.get('/:token/:name{.+\\.ics}', async c => {
    const token = c.req.param('token')
    if (!isSecret(token)) return c.notFound()
    const feed = await serveFeedFile(serving, token)
    recordFetch(feed, c.req.header('user-agent'))
    const known = toHeaders(feed)
    if (isNotModified(c, known)) return c.body(null, 304, known)
    const headers = {
      ...known,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': toContentDisposition(toFileName(feed.name), { type: 'inline' }),
      'Content-Length': String(feed.file.bytes),
    }
    // Set only once the body is open: an error response must not have the file's length and name.
    return c.req.method === 'HEAD'
      ? c.body(null, 200, headers)
      : c.body(await openFile(c, feed), 200, headers)
  })

  app.all('/:other{.+}', c => c.notFound())

  async function openFile(
    c: Context<Env>,
    { id, file }: FoundFeed,
  ): Promise<Uint8Array<ArrayBuffer> | ReadableStream> {
    if (file.bytes <= maxBytesAtOnce) return getPlain(id, file)
    responses.become(c.env.outgoing, 'download')
    return streamPlain({ db, responses, outgoing: c.env.outgoing, log }, file)
  }

  return app
}

/** The headers of a 200 and of a 304. */
const toHeaders = ({ file }: FoundFeed) => ({
  ETag: `"${file.fileKey}-${file.sha256}"`,
  'Last-Modified': new Date(file.modifiedAt).toUTCString(),
  'Cache-Control': 'private, no-cache',
})

/** If-None-Match takes precedence over If-Modified-Since (RFC 9110 §13.2.2). */
function isNotModified(
  c: Context,
  { ETag, 'Last-Modified': modified }: ReturnType<typeof toHeaders>,
): boolean {
  const known = c.req.header('if-none-match')
  return known === undefined
    ? isSince(c.req.header('if-modified-since'), Date.parse(modified))
    : matchesEtag(known, ETag)
}
