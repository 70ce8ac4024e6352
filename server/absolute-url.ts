import type { Context } from 'hono'
import type { Config } from '../core/config.ts'

// Underscores are no host name's, but container networks use them.
const host = /^(?:[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(?::(?<port>\d{1,5}))?$/i
const lastPort = 65_535

function isHost(name: string | undefined): name is string {
  const match = host.exec(name ?? '')
  return match !== null && Number(match.groups?.['port'] ?? 0) <= lastPort
}

/**
 * The base of absolute URLs in answers: PUBLIC_URL, else the host that the client itself named, if it is nothing but a
 * host and a port. What a proxy says counts only if the proxy is trusted.
 */
export function getBaseUrl(c: Context, { PUBLIC_URL, TRUST_PROXY, PORT }: Config): string {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL
  const forwarded = (name: string) => (TRUST_PROXY ? c.req.header(name)?.split(',')[0]?.trim() : undefined)
  const scheme = forwarded('x-forwarded-proto') === 'https' ? 'https' : 'http'
  const named = [forwarded('x-forwarded-host'), c.req.header('host')].find(isHost)
  return `${scheme}://${named ?? `localhost:${PORT}`}`
}
