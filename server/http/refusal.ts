import type { ServerResponse } from 'node:http'

/** What `Retry-After` says in every 503. */
export const retryAfterSeconds = '1'

const body = JSON.stringify({ error: 'The server is busy; try again later' })
const headers = {
  'Content-Type': 'application/json',
  'Retry-After': retryAfterSeconds,
  'Cache-Control': 'no-store',
  Connection: 'close',
}

/** The refusal as raw bytes, for a connection on which no response has begun. */
export const rawRefusal = [
  'HTTP/1.1 503 Service Unavailable',
  ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  `Content-Length: ${Buffer.byteLength(body)}`,
  '',
  body,
].join('\r\n')

/** Answers 503 and closes the connection, so that an unread body takes no room either. */
export function refuse(response: ServerResponse): void {
  response.writeHead(503, headers).end(body)
}
