import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { pagePaths } from '../../schema/page-paths.ts'
import { isBrowserVisit } from './browser-visit.ts'

const root = join(import.meta.dirname, '../../client/web/dist')
const year = 365 * 24 * 3600

/** The names of these files tell their content. */
const isHashed = (path: string) => path.startsWith(join(root, 'assets'))

/** serveStatic prints a line for each route when the page is not built: it is made once the page is there. */
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

const serveIndex = serve('index.html')

const views: Set<string> = new Set(Object.values(pagePaths))

/** Paths of the other doors: what is unknown there is a program's mistake, so the page does not answer for it. */
const isOfOtherDoor = (path: string) =>
  /^\/(?:(?:api|trpc|graphql|assets)(?:\/|$)|feeds\/.|(?:livez|readyz)\/?$)/.test(path)

/** The page itself, which looks at the address and shows the view for it. */
export async function showPage(c: Context, status: 200 | 401 | 404 = 200): Promise<Response> {
  const response = await serveIndex(c, async () => {})
  if (!response) return c.json({ error: 'The web page is not built here: run `npm run build`' }, 404)
  return status === 200 ? response : new Response(response.body, { status, headers: response.headers })
}

/** The web page as `npm run build` made it; it holds no data, so that it can be had without the API token. */
export function createPage(): Hono {
  const page = new Hono()
  for (const path of views) page.get(path, c => showPage(c))
  for (const path of ['/assets/:file', '/icon.svg']) page.get(path, serve())
  // Not a route, or every path would count as one that takes GET alone. A person who mistypes an address sees the page.
  page.use('/*', (c, next) => {
    if (!isBrowserVisit(c) || c.req.path === '/icon.svg' || isOfOtherDoor(c.req.path)) return next()
    return showPage(c, views.has(c.req.path.replace(/\/+$/, '') || '/') ? 200 : 404)
  })
  return page
}
