import { once } from 'node:events'
import { connect } from 'node:net'
import { type Action, pick, type SoakContext } from './action.ts'

export const malformedActions: Action[] = [
  { name: 'send a malformed request', share: 9, act: sendMalformed },
  { name: 'break off a request', share: 1, act: breakOff },
]

type Request = [method: string, path: string, body?: unknown]

const unknownId = '00000000-0000-7000-8000-000000000000'

const requests: Request[] = [
  ['POST', '/api/v1/todos', '{"title":'],
  ['POST', '/api/v1/todos', {}],
  ['POST', '/api/v1/todos', { title: 'T', deadline_at: '0044-03-15 BC' }],
  ['POST', '/api/v1/todos', { title: 'x'.repeat(300_000) }],
  ['PUT', '/api/v1/todos/1e9', { title: 'T' }],
  ['PATCH', '/api/v1/todos', {}],
  ['GET', '/api/v1/todos?window=soon'],
  ['GET', '/api/v1/todos?cursor=%00'],
  ['POST', '/api/v1/todos/ical', { timeZone: 'Mars/Olympus' }],
  ['GET', `/api/v1/todos/ical/${unknownId}/status`],
  ['GET', `/api/v1/todos/ical/${unknownId}/events`],
  ['DELETE', `/api/v1/todos/ical/${unknownId}`],
  ['POST', `/api/v1/feeds/${unknownId}/rotate`],
  ['GET', '/feeds/never-issued/Uni.ics'],
  ['POST', '/graphql', { query: '{ todos { edges { node { ' }],
  ['POST', '/graphql', { query: `{ ${'a: todos { totalCount } '.repeat(200)} }` }],
  ['POST', '/trpc/createTodo', { title: 1 }],
  ['GET', '/trpc/nothing'],
]

async function sendMalformed(context: SoakContext): Promise<void> {
  const [method, path, body] = pick(context, requests) ?? ['GET', '/nowhere']
  const { status } = await context.client.ask(method, path, body === undefined ? {} : { body })
  // GraphQL may report the caller's mistakes with status 200.
  if (status >= 400 || (status === 200 && path === '/graphql')) return
  throw new Error(`${method} ${path} answered ${status}`)
}

/** Resets the connection in the middle of a body. */
async function breakOff({ url }: SoakContext): Promise<void> {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  socket.write(`POST /api/v1/todos HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`)
  socket.write('Content-Length: 100\r\n\r\n{"title":', () => socket.resetAndDestroy())
  await once(socket, 'close')
}
