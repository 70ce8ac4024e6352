import type { ServerResponse } from 'node:http'

/** Each event goes on to the client as it comes: no proxy keeps, changes or compresses it. */
export const streamCacheControl = 'no-store, no-transform'

export const isStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') ?? false

const defaultHeaders = Object.entries({
  // Almost all answers hold private todos or depend on the token.
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  // For browsers that do not know `frame-ancestors`. Strict-Transport-Security is for the proxy that terminates TLS.
  'X-Frame-Options': 'DENY',
})

/**
 * Sets what every answer of the app says unless its route says otherwise. On Node.js' own response: as middleware, headers would cost a
 * short answer a web `Response` with its `Headers`, a tenth of the request.
 */
export function setDefaultHeaders(response: ServerResponse): void {
  for (const [name, value] of defaultHeaders) response.setHeader(name, value)
}
