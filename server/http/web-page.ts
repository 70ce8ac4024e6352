import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { isPagePath, pagePaths, toListPath, toTodoPath } from '../../schema/page-paths.ts'
import { isBrowserVisit } from './browser-visit.ts'

const root = join(import.meta.dirname, '../../client/web/dist')
const year = 365 * 24 * 3600

/** The names of these files contain a hash of their content. */
const isHashed = (path: string) => path.startsWith(join(root, 'assets'))

/** Creates the handler once the page is built: before that, serveStatic would print a warning for each route. */
function serve(path?: string): MiddlewareHandler {
  let handler: MiddlewareHandler | undefined
  return async (c, next) => {
    if (!handler && !existsSync(root)) return next()
    handler ??= serveFromRoot(path)
    return handler(c, next)
  }
}

const serveFromRoot = (path?: string): MiddlewareHandler =>
  serveStatic({
    root,
    precompressed: true,
    ...(path !== undefined && { path }),
    onFound(found, c) {
      c.header('Cache-Control', isHashed(found) ? `public, max-age=${year}, immutable` : 'no-cache')
    },
  })

/** The files that keep their names. */
const publicFiles = ['/icon.svg', '/icons/:file', '/manifest.webmanifest', '/boot.js', '/service-worker.js']

const serveIndex = serve('index.html')

/** Unknown paths below those of the APIs and of files get a JSON error, not the web page. */
const isNoView = (path: string) =>
  /^\/(?:(?:api|auth|trpc|graphql|assets|icons)(?:\/|$)|feeds\/.|(?:livez|readyz)\/?$)/.test(path) ||
  publicFiles.includes(path)

/** The web page, which shows the view for the current URL. */
export async function showPage(c: Context, status: 200 | 401 | 404 = 200): Promise<Response> {
  const response = await serveIndex(c, async () => {})
  if (!response) return c.json({ error: 'The web page is not built: run `npm run build`' }, 404)
  return status === 200 ? response : new Response(response.body, { status, headers: response.headers })
}

/** Serves the built web page. It contains no data, so it needs no API token. */
export function createPage(): Hono {
  const page = new Hono()
  const id = ':id{[1-9][0-9]*}'
  for (const path of [...Object.values(pagePaths), toListPath(id), toTodoPath(id)])
    page.get(path, c => showPage(c))
  for (const path of ['/assets/:file', ...publicFiles]) page.get(path, serve())
  // Not a route, or every path would count as one that allows only GET. A mistyped URL shows the page too.
  page.use('/*', (c, next) => {
    if (!isBrowserVisit(c) || isNoView(c.req.path)) return next()
    return showPage(c, isPagePath(c.req.path.replace(/\/+$/, '') || '/') ? 200 : 404)
  })
  return page
}
