import type { HttpBindings } from '@hono/node-server'
import { create as toContentDisposition } from 'content-disposition'
import { type Context, Hono } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import { AppError } from '../../core/app-error.ts'
import { isFeedToken } from '../../core/feeds/feed-token.ts'
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
 * `/feeds/<token>/<name>.ics`, for calendar programs: whoever has the token may read, and nobody can do anything else
 * here. Hence it stands before the rules for pages and for the API token.
 */
export function createFeedsDoor({ db, renewFile, responses, config, log }: ServerContext): Hono<Env> {
  const serving = {
    find: createFeedFinder(db),
    renew: renewFile,
    timeoutMs: config.FEED_TIMEOUT_SECONDS * 1000,
  }
  const recordFetch = createFetchRecorder(db, log)
  const getPlain = createFileCache(file => readPlain(db, file), cacheLimits)
  const app = new Hono<Env>()

  app.all('/*', async (c, next) => {
    // Among them OPTIONS and PROPFIND, by which programs ask whether this is a CalDAV server.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    c.header('Allow', 'GET, HEAD')
    throw new AppError('methodNotAllowed', 'A feed can only be read')
  })

  app.get('/:token/:name{.+\\.ics}', async c => {
    const token = c.req.param('token')
    if (!isFeedToken(token)) return c.notFound()
    const feed = await serveFeedFile(serving, token)
    recordFetch(feed, c.req.header('user-agent'))
    const known = toHeaders(feed)
    if (isKnown(c, known)) return c.body(null, 304, known)
    const headers = {
      ...known,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': toContentDisposition(toFileName(feed.name), { type: 'inline' }),
      'Content-Length': String(feed.file.bytes),
    }
    // Given along with the body, not before it is found: an error has neither this file's length nor its name.
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
    return streamPlain({ db, responses, log }, file)
  }

  return app
}

/** What the file is called now, and since when. */
const toHeaders = ({ file }: FoundFeed) => ({
  ETag: `"${file.fileKey}-${file.sha256}"`,
  'Last-Modified': new Date(file.modifiedAt).toUTCString(),
  'Cache-Control': 'private, no-cache',
})

/** Whether the program has it already; the name counts before the time (RFC 9110 §13.2.2). */
function isKnown(c: Context, { ETag, 'Last-Modified': modified }: ReturnType<typeof toHeaders>): boolean {
  const known = c.req.header('if-none-match')
  return known === undefined
    ? isSince(c.req.header('if-modified-since'), Date.parse(modified))
    : matchesEtag(known, ETag)
}
