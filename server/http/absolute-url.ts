import type { Context } from 'hono'
import type { Config } from '../../core/process/config.ts'

// Host names have no underscores, but names in container networks do.
const hostNotation =
  /^(?<name>[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(?<dot>\.?)(?::(?<port>\d{1,5}))?$/i
const lastPort = 65_535

/** The name in a well-formed `host[:port]`, in lower case and without a trailing dot. */
export function toHostName(host: string | undefined): string | undefined {
  const { name, port = 0 } = hostNotation.exec(host ?? '')?.groups ?? {}
  // Numbers that are no address, such as `1.2.3.4.5`, are in no URL.
  return Number(port) <= lastPort && URL.canParse(`http://${host}`) ? name?.toLowerCase() : undefined
}

const isHost = (host: string | undefined): host is string => toHostName(host) !== undefined

const getForwarded = (c: Context, { TRUST_PROXY }: Config, name: string): string | undefined =>
  TRUST_PROXY ? c.req.header(`x-forwarded-${name}`)?.split(',')[0]?.trim() : undefined

/** X-Forwarded-Host, if it is well-formed and TRUST_PROXY is set. */
export function getForwardedHost(c: Context, config: Config): string | undefined {
  const forwarded = getForwarded(c, config, 'host')
  return isHost(forwarded) ? forwarded : undefined
}

/**
 * The base of absolute URLs in answers: PUBLIC_URL, else the host that the client used, if it is a well-formed host and
 * port. X-Forwarded headers count only if TRUST_PROXY is set.
 */
export function getBaseUrl(c: Context, config: Config): string {
  if (config.PUBLIC_URL !== undefined) return config.PUBLIC_URL
  const scheme = getForwarded(c, config, 'proto') === 'https' ? 'https' : 'http'
  const named = [getForwardedHost(c, config), c.req.header('host')].find(isHost)
  return `${scheme}://${named ?? `localhost:${config.PORT}`}`
}
