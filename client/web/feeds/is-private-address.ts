const privateNames = /^(?:localhost|[^.]+|.+\.(?:localhost|local|internal|lan|home\.arpa))$/
/** RFC 1918, 6598, 3927 and loopback. */
const privateIpv4 =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./
/** Loopback, RFC 4193 and link-local. */
const privateIpv6 = /^\[(?:::1?|f[cd].*|fe[89ab].*)\]$/

/** Whether an address is reachable only from this machine or its network. */
export function isPrivateAddress(url: string): boolean {
  const { hostname } = new URL(url)
  if (hostname.startsWith('[')) return privateIpv6.test(hostname)
  if (/^[\d.]+$/.test(hostname)) return privateIpv4.test(`${hostname}.`)
  return privateNames.test(hostname)
}

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/

/** Whether an address is only that of the machine that uses it. */
export const isLoopbackAddress = (url: string): boolean => loopback.test(new URL(url).hostname)
