import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { pagePaths } from '../schema/page-paths.ts'

const root = join(import.meta.dirname, '../client/web/dist')
const year = 365 * 24 * 3600

/** The names of these files tell their content. */
const isHashed = (path: string) => path.startsWith(join(root, 'assets'))

const serve = (rewriteRequestPath: (path: string) => string): MiddlewareHandler =>
  serveStatic({
    root,
    precompressed: true,
    rewriteRequestPath,
    onFound(path, c) {
      c.header('Cache-Control', isHashed(path) ? `public, max-age=${year}, immutable` : 'no-cache')
    },
  })

/** The web page as `npm run build` made it; it holds no data, so that it can be had without the API token. */
export function createPage(): Hono {
  const page = new Hono()
  for (const path of Object.values(pagePaths)) {
    page.get(
      path,
      serve(() => '/index.html'),
      c => c.json({ error: 'The web page is not built here: run `npm run build`' }, 404),
    )
  }
  for (const path of ['/assets/:file', '/icon.svg'])
    page.get(
      path,
      serve(path => path),
    )
  return page
}
