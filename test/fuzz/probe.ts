import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'vitest'

export type Probe = {
  method: string
  path: string
  headers?: Record<string, string>
  body?: string | Buffer | undefined
}
export type Reply = { status: number; type: string; text: string; headers: IncomingMessage['headers'] }

/** Longer than any answer takes, even a feed's file that must be generated first. */
const maxMs = 10_000
/** How long to read an open stream. Its first event, if any, arrives at once. */
const streamMs = 100

/** @throws when there is no answer in time */
export async function probe(url: string, { method, path, headers = {}, body }: Probe): Promise<Reply> {
  const length =
    body === undefined || headers['transfer-encoding']
      ? {}
      : { 'content-length': `${Buffer.byteLength(body)}` }
  const asked = request(url, {
    method,
    path,
    headers: { ...length, ...headers },
    agent: false,
    signal: AbortSignal.timeout(maxMs),
  })
  // A server that refuses a body can reset the connection before it has read all of it.
  asked.on('error', () => {})
  asked.end(body)
  try {
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const type = answer.headers['content-type'] ?? ''
    const text = type.startsWith('text/event-stream') ? await readFirst(answer) : await readAll(answer)
    return { status: answer.statusCode ?? 0, type, text, headers: answer.headers }
  } catch (cause) {
    throw new Error(`No whole answer within ${maxMs} ms`, { cause })
  } finally {
    asked.destroy()
  }
}

async function readAll(answer: IncomingMessage): Promise<string> {
  return Buffer.concat(await Array.fromAsync(answer as AsyncIterable<Buffer>)).toString()
}

async function readFirst(answer: IncomingMessage): Promise<string> {
  const read = async () => {
    for await (const chunk of answer) if (/^data: ?\S/m.test(String(chunk))) return String(chunk)
    return ''
  }
  return Promise.race([read(), setTimeout(streamMs, '', { ref: false })])
}

/** Expects no internal error, at any door. The script in GraphiQL's page contains that text itself. */
export function expectNoFailure({ status, type, text }: Reply): void {
  expect(status).toBeGreaterThanOrEqual(200)
  const failure = /.{0,100}(?:Unexpected error|INTERNAL_SERVER_ERROR)/.exec(text)?.[0]
  expect([status < 500, type.startsWith('text/html') ? undefined : failure]).toEqual([true, undefined])
}

/** Node.js closes the connection without an answer when the head is longer than 16 KiB. */
export const isHeadTooLong = ({ status }: Reply): boolean => status === 431
