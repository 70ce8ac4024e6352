import type { OutgoingHttpHeaders } from 'node:http'
import type { Answer, TestService } from './test-service.ts'
import { ask } from './test-service.ts'

export type TestFeed = {
  id: string
  /** With the token. */
  path: string
  /** `ask('GET')`, as a calendar program does. */
  ask: (method: string, headers?: OutgoingHttpHeaders) => Promise<Answer>
}

/** For services whose feeds must be up to date, however slow the machine is. */
export const patient = { FEED_TIMEOUT_SECONDS: '25' }

export async function createFeed(service: TestService, feed: object = {}): Promise<TestFeed> {
  const { status, json, text } = await service.ask('POST /feeds', { json: { name: 'Todos', ...feed } })
  if (status !== 201) throw new Error(`Expected a feed, got ${status}: ${text}`)
  const { id, url } = json as { id: string; url: string }
  const path = new URL(url).pathname
  return { id, path, ask: (method, headers = {}) => ask(service.url, `${method} ${path}`, { headers }) }
}

export const titlesOf = ({ text }: Answer): string[] =>
  Array.from(text.matchAll(/^SUMMARY:(.*)\r$/gm), ([, title = '']) => title)

export const modifiedAt = ({ headers }: Answer): number => Date.parse(headers['last-modified'] ?? '')
