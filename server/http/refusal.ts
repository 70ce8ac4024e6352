import type { RequestListener } from 'node:http'
import { toCorsHeaders } from './cors.ts'
import {
  type ErrorNotation,
  type ErrorNotations,
  findNotation,
  retryAfterSeconds,
  toRestError,
} from './errors.ts'

const headers = {
  'Content-Type': 'application/json',
  'Retry-After': retryAfterSeconds,
  'Cache-Control': 'no-store',
  Connection: 'close',
}

const toBody = (notate: ErrorNotation): string =>
  JSON.stringify(notate({ code: 'unavailable', message: 'The server is busy; try again later' }))

const restBody = toBody(toRestError)

/** The refusal as raw bytes, for a connection on which no response has begun. */
export const rawRefusal = [
  'HTTP/1.1 503 Service Unavailable',
  ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  `Content-Length: ${Buffer.byteLength(restBody)}`,
  '',
  restBody,
].join('\r\n')

/**
 * Answers 503 in the form of the door that the request is for, and closes the connection, so that an unread body takes
 * up no room either. The bodies are prepared, because refusing must cost an overloaded server next to nothing.
 */
export function createRefusal(notations: ErrorNotations, corsOrigins: string[]): RequestListener {
  const bodies = new Map(Object.values(notations).map(notate => [notate, toBody(notate)]))
  return ({ url = '', headers: { origin } }, response) => {
    const body = bodies.get(findNotation(notations, url)) ?? restBody
    response.writeHead(503, { ...headers, ...toCorsHeaders(origin, corsOrigins) }).end(body)
  }
}
