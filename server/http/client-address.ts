import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { isIPv6 } from 'node:net'
import type { Config } from '../../core/process/config.ts'

/**
 * The address that limits apply to. Behind a proxy it is the last one in X-Forwarded-For, which the proxy has added itself;
 * clients can send the others. An IPv6 client usually has a whole /64 to choose from, which counts as one address.
 */
export function getClientAddress(c: Context, { TRUST_PROXY }: Config): string {
  const forwarded = TRUST_PROXY ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const address = forwarded || ((c.env as HttpBindings).incoming.socket.remoteAddress ?? 'unknown')
  return isIPv6(address) ? toNetwork(address) : address
}

function toNetwork(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = address.split('::')
  const first = head.split(':').filter(Boolean)
  const last = tail?.split(':').filter(Boolean) ?? []
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return [...first, ...zeros, ...last].slice(0, 4).join(':')
}
