import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Notes } from './notes.ts'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

type RequestOptions = { body?: unknown; headers?: Record<string, string> }

/** An HTTP client with keep-alive connections, and streams on connections of their own. */
export type Client = {
  /** @param body sent as JSON; a string as it is */
  ask: (method: string, path: string, options?: RequestOptions) => Promise<Answer>
  /** Opens a connection for the stream; resolves with the head of the answer. */
  openStream: (method: string, path: string, options?: RequestOptions) => Promise<IncomingMessage>
  /** Closes all idle connections; the next request opens a new one. */
  disconnect: () => void
}

const answerTimeoutMs = 20_000
const maxConnections = 12

/** @param mayRefuse accepts a 503 that has Retry-After */
export function createClient(url: string, notes: Notes, { mayRefuse = false } = {}): Client {
  let agent = createAgent()

  function send(method: string, path: string, { body, headers }: RequestOptions, transport: object) {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const sent = request(new URL(path, url), {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...transport,
    })
    sent.on('response', resolve).on('error', reject)
    sent.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
    return promise
  }

  return {
    async ask(method, path, options = {}) {
      const signal = AbortSignal.timeout(answerTimeoutMs)
      const response = await send(method, path, options, { agent, signal })
      const answer = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: await text(response.setEncoding('latin1')),
      }
      notes.count(`${Math.floor(answer.status / 100)}xx`)
      // GraphQL reports a bug with status 200.
      const isRefusal = mayRefuse && answer.status === 503 && answer.headers['retry-after'] !== undefined
      if ((answer.status >= 500 && !isRefusal) || answer.body.includes('"Unexpected error"')) {
        notes.count('bugs')
        notes.report(`${method} ${path} answered ${answer.status}: ${answer.body.slice(0, 200)}`)
      }
      return answer
    },
    openStream: (method, path, options = {}) =>
      send(
        method,
        path,
        { ...options, headers: { ...options.headers, accept: 'text/event-stream' } },
        { agent: false },
      ),
    disconnect() {
      agent.destroy()
      agent = createAgent()
    },
  }
}

const createAgent = () => new Agent({ keepAlive: true, maxSockets: maxConnections })
