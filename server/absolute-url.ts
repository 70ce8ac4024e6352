import type { Context } from 'hono'
import type { Config } from '../core/config.ts'

const host = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/**
 * The base of absolute URLs in answers: PUBLIC_URL, else the host that the client itself named, if it is nothing but a
 * host and a port. What a proxy says counts only if the proxy is trusted.
 */
export function getBaseUrl(c: Context, { PUBLIC_URL, TRUST_PROXY, PORT }: Config): string {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL
  const forwarded = (name: string) => (TRUST_PROXY ? c.req.header(name)?.split(',')[0]?.trim() : undefined)
  const scheme = forwarded('x-forwarded-proto') === 'https' ? 'https' : 'http'
  const named = [forwarded('x-forwarded-host'), c.req.header('host')].find(
    name => name !== undefined && host.test(name),
  )
  return `${scheme}://${named ?? `localhost:${PORT}`}`
}
