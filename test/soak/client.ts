import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Notes } from './notes.ts'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

type Asking = { body?: unknown; headers?: Record<string, string> }

/** A program that keeps its connections, as good clients do, and may open streams beside them. */
export type Client = {
  /** @param body sent as JSON; a string as it is */
  ask: (method: string, path: string, asking?: Asking) => Promise<Answer>
  /** On a connection of its own, as far as its head. */
  openStream: (method: string, path: string, asking?: Asking) => Promise<IncomingMessage>
  /** Closes what is not in use; the next question opens a connection again. */
  disconnect: () => void
}

const answerTimeoutMs = 20_000
const maxConnections = 12

/** @param mayRefuse whether 503 is an answer as any other, as long as it says when to come back */
export function createClient(url: string, notes: Notes, { mayRefuse = false } = {}): Client {
  let agent = createAgent()

  function send(method: string, path: string, { body, headers }: Asking, options: object) {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const asked = request(new URL(path, url), {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...options,
    })
    asked.on('response', resolve).on('error', reject)
    asked.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
    return promise
  }

  return {
    async ask(method, path, asking = {}) {
      const signal = AbortSignal.timeout(answerTimeoutMs)
      const response = await send(method, path, asking, { agent, signal })
      const answer = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: await text(response.setEncoding('latin1')),
      }
      notes.count(`${Math.floor(answer.status / 100)}xx`)
      // GraphQL tells of a bug with status 200.
      const isRefusal = mayRefuse && answer.status === 503 && answer.headers['retry-after'] !== undefined
      if ((answer.status >= 500 && !isRefusal) || answer.body.includes('"Unexpected error"')) {
        notes.count('bugs')
        notes.complain(`${method} ${path} answered ${answer.status}: ${answer.body.slice(0, 200)}`)
      }
      return answer
    },
    openStream: (method, path, asking = {}) =>
      send(
        method,
        path,
        { ...asking, headers: { ...asking.headers, accept: 'text/event-stream' } },
        { agent: false },
      ),
    disconnect() {
      agent.destroy()
      agent = createAgent()
    },
  }
}

const createAgent = () => new Agent({ keepAlive: true, maxSockets: maxConnections })
