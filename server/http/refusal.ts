import type { IncomingMessage, RequestListener } from 'node:http'
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

/** How to answer 503, in the form of the door that a request is for. */
export type Refusal = {
  answer: RequestListener
  /** The answer as raw text, for a request whose response has not begun and that others on its connection wait for. */
  toRaw: (request: IncomingMessage) => string
}

/**
 * Closes the connection, so that an unread body takes up no room either. The bodies are prepared, because refusing must
 * cost an overloaded server next to nothing.
 */
export function createRefusal(notations: ErrorNotations = {}, corsOrigins: string[] = []): Refusal {
  const bodies = new Map(Object.values(notations).map(notate => [notate, toBody(notate)]))
  const refuse = ({ url = '', headers: { origin } }: IncomingMessage) => ({
    body: bodies.get(findNotation(notations, url)) ?? restBody,
    headers: { ...headers, ...toCorsHeaders(origin, corsOrigins) },
  })
  return {
    answer(request, response) {
      const refused = refuse(request)
      response.writeHead(503, refused.headers).end(refused.body)
    },
    toRaw(request) {
      const refused = refuse(request)
      return [
        'HTTP/1.1 503 Service Unavailable',
        ...Object.entries(refused.headers).map(([name, value]) => `${name}: ${value}`),
        `Content-Length: ${Buffer.byteLength(refused.body)}`,
        '',
        refused.body,
      ].join('\r\n')
    },
  }
}
