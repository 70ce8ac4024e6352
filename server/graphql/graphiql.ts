import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzipSync, gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { RequestEnv } from '../context.ts'
import { acceptsGzip } from '../http/negotiate.ts'
import { exampleQuery } from './example.ts'

type Page = { gzipped: Buffer<ArrayBuffer>; policy: string }

/**
 * The option that holds the example. As `query` it survives a reload of the page, but would override the query of the
 * URL; as `defaultQuery` it does not, but each reload would open another, empty tab.
 */
type ExamplePlace = 'query' | 'defaultQuery'

const pages: Partial<Record<ExamplePlace, Promise<Page>>> = {}

export async function showGraphiql(c: Context<RequestEnv>): Promise<Response> {
  const place = c.req.query('query') === undefined ? 'query' : 'defaultQuery'
  const { gzipped, policy } = await (pages[place] ??= renderPage(place))
  const takesGzip = acceptsGzip(c.req.header('accept-encoding'))
  return c.body(takesGzip ? gzipped : gunzipSync(gzipped), 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept, Accept-Encoding',
    ...(takesGzip && { 'Content-Encoding': 'gzip' }),
  })
}

/** The page has nine megabytes, so it is loaded on the first visit and kept compressed. */
async function renderPage(place: ExamplePlace): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const html = renderGraphiQL({ title: 'TaskOverflow', [place]: exampleQuery })
  return { gzipped: await promisify(gzip)(html), policy: toPolicy(html) }
}

/** Allows only the page's one script, the workers that it creates, and the styles that its editor writes. */
function toPolicy(html: string): string {
  const script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'))
  return [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
