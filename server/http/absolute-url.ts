import type { Context } from 'hono'
import type { Config } from '../../core/process/config.ts'

// Underscores are no host name's, but container networks use them.
const hostNotation =
  /^(?<name>[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(?<dot>\.?)(?::(?<port>\d{1,5}))?$/i
const lastPort = 65_535

/** The name in a well-formed `host[:port]`, in lower case and without the dot that a full name may end with. */
export function toHostName(host: string | undefined): string | undefined {
  const { name, port = 0 } = hostNotation.exec(host ?? '')?.groups ?? {}
  return Number(port) <= lastPort ? name?.toLowerCase() : undefined
}

const isHost = (host: string | undefined): host is string => toHostName(host) !== undefined

const getForwarded = (c: Context, { TRUST_PROXY }: Config, name: string): string | undefined =>
  TRUST_PROXY ? c.req.header(`x-forwarded-${name}`)?.split(',')[0]?.trim() : undefined

/** The host that the client named to a proxy in front, if the proxy is trusted and the host is well-formed. */
export function getForwardedHost(c: Context, config: Config): string | undefined {
  const forwarded = getForwarded(c, config, 'host')
  return isHost(forwarded) ? forwarded : undefined
}

/**
 * The base of absolute URLs in answers: PUBLIC_URL, else the host that the client itself named, if it is nothing but a
 * host and a port. What a proxy says counts only if the proxy is trusted.
 */
export function getBaseUrl(c: Context, config: Config): string {
  if (config.PUBLIC_URL !== undefined) return config.PUBLIC_URL
  const scheme = getForwarded(c, config, 'proto') === 'https' ? 'https' : 'http'
  const named = [getForwardedHost(c, config), c.req.header('host')].find(isHost)
  return `${scheme}://${named ?? `localhost:${config.PORT}`}`
}
