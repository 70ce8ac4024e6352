import type { HttpBindings } from '@hono/node-server'
import { create as toContentDisposition } from 'content-disposition'
import { type Context, Hono } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import { AppError } from '../../core/app-error.ts'
import { isFeedToken } from '../../core/feeds/feed-token.ts'
import { createFetchNoter } from '../../core/feeds/note-fetch.ts'
import { type FoundFeed, getFeedFile } from '../../core/feeds/serve-feed.ts'
import { createFeedFinder } from '../../core/feeds/served-feed.ts'
import { readPlain, streamPlain, toFileName } from '../calendar-file.ts'
import type { ServerContext } from '../context.ts'
import { isSince, matchesEtag } from '../negotiate.ts'
import { createDownloads } from './downloads.ts'
import { createFileCache } from './file-cache.ts'

type Env = { Bindings: HttpBindings; Variables: RequestIdVariables }

const downloadLimits = { most: 500, idleMs: 60_000 }
/** Longer files are unpacked on the way. */
const mostBytesAtOnce = 1024 * 1024
const mostCachedBytes = 32 * 1024 * 1024

/**
 * `/feeds/<token>/<name>.ics`, for calendar programs: whoever has the token may read, and nobody can do anything else
 * here. Hence it stands before the rules for pages and for the API token.
 */
export function createFeedsDoor({ db, renewFile, config, log }: ServerContext): Hono<Env> {
  const serving = {
    find: createFeedFinder(db),
    renew: renewFile,
    timeoutMs: config.FEED_TIMEOUT_SECONDS * 1000,
  }
  const noteFetch = createFetchNoter(db, log)
  const getPlain = createFileCache(file => readPlain(db, file), mostCachedBytes)
  const downloads = createDownloads(downloadLimits)
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
    const feed = await getFeedFile(serving, token)
    noteFetch(feed, c.req.header('user-agent'))
    if (isKnown(c, feed)) return c.body(null, 304)
    return sendFile(c, feed)
  })

  app.all('/:other{.+}', c => c.notFound())

  async function sendFile(c: Context<Env>, { name, file }: FoundFeed): Promise<Response> {
    c.header('Content-Type', 'text/calendar; charset=utf-8')
    c.header('Content-Disposition', toContentDisposition(toFileName(name), { type: 'inline' }))
    c.header('Content-Length', String(file.bytes))
    if (c.req.method === 'HEAD') return c.body(null)
    if (file.bytes <= mostBytesAtOnce) return c.body(await getPlain(file))
    downloads.begin(c.env.outgoing)
    return c.body(streamPlain(db, file, log))
  }

  return app
}

/** Tells what the file is called now, and whether the program has it already. If-None-Match counts before the time. */
function isKnown(c: Context, { file }: FoundFeed): boolean {
  const etag = `"${file.editionId}-${file.sha256}"`
  const modifiedAtMs = Date.parse(file.modifiedAt)
  c.header('ETag', etag)
  c.header('Last-Modified', new Date(modifiedAtMs).toUTCString())
  c.header('Cache-Control', 'private, no-cache')
  const known = c.req.header('if-none-match')
  return known === undefined
    ? isSince(c.req.header('if-modified-since'), modifiedAtMs)
    : matchesEtag(known, etag)
}
