import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask, startTestService, type TestService } from '../harness/test-service.ts'

const loopbackHosts = ['localhost', 'LOCALHOST:80', 'localhost.', '127.0.0.1:6400', '127.1.2.3', '[::1]:1']
const foreignHosts = [
  'evil.example',
  'nas:6400',
  'localhost.evil.example',
  'evil.localhost',
  '127.0.0.1.evil.example',
  '1270.0.0.1',
  '192.168.0.7',
  '[::2]',
  '0.0.0.0',
]

const requests: [line: string, headers?: Record<string, string>][] = [
  ['GET /'],
  ['GET /icon.svg'],
  ['GET /nonsense', { accept: 'text/html' }],
  ['GET /api/v1/todos'],
  ['POST /api/v1/todos'],
  ['GET /api/v1/todos/ical/01981f5e-0000-7000-8000-000000000000/events'],
  ['GET /api/v1/openapi.json'],
  ['GET /graphql', { accept: 'text/html' }],
  ['GET /graphql?query={__typename}'],
  ['POST /graphql'],
  ['GET /trpc/todos'],
  [`GET /feeds/${'a'.repeat(43)}/todos.ics`],
  ['POST /livez'],
]
const healthChecks = ['GET /livez', 'HEAD /readyz', 'GET /api/v1/health']

/** What the server answers to the bytes as they are; without a Host, for one. */
async function send(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  return text(socket)
}

function useService(env: Record<string, string>): () => TestService {
  let service: TestService
  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres', withWorker: false, env })
    return () => service[Symbol.asyncDispose]()
  })
  return () => service
}

/** The hosts, of those given, that this server answers to. */
async function findTaken({ url }: TestService, hosts: string[], others = {}): Promise<string[]> {
  const statuses = await Promise.all(
    hosts.map(host => ask(url, 'GET /api/v1/todos', { headers: { host, ...others } })),
  )
  return hosts.filter((_, n) => statuses[n]?.status === 200)
}

describe('a server on loopback', () => {
  const service = useService({})

  test('answers to the names of loopback alone', async () => {
    expect(await findTaken(service(), [...loopbackHosts, ...foreignHosts])).toEqual(loopbackHosts)
  })

  test.each(requests)('refuses %s with a foreign Host, and says what to set', async (line, headers) => {
    const { status, text: answer } = await ask(service().url, line, {
      headers: { host: 'evil.example:6400', ...headers },
    })
    expect([status, answer]).toEqual([421, expect.stringContaining('set PUBLIC_URL')])
    expect(JSON.parse(answer)).toEqual(expect.any(Object))
  })

  test.each(healthChecks)('answers %s to any Host, and without one', async line => {
    const { url } = service()
    expect((await ask(url, line, { headers: { host: '10.0.0.7:6400' } })).status).toBe(200)
    expect(await send(url, `${line} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('wants exactly one Host, of HTTP/1.1', async () => {
    const { url } = service()
    const line = 'GET /livez HTTP/1.1\r\nConnection: close\r\n'
    expect(await send(url, `${line}\r\n`)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await send(url, `${line}Host: localhost\r\nhost: localhost\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await send(url, 'GET /api/v1/todos HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /)
  })

  test('takes a page by another name for a foreign one, though it resolves here', async () => {
    const headers = { host: 'evil.example', origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }
    const { status } = await ask(service().url, 'POST /api/v1/todos', { headers, json: { title: 'a' } })
    expect(status).toBe(421)
  })
})

describe('a server with PUBLIC_URL', () => {
  const publicUrl = 'https://Todos.example/tasks'
  const service = useService({ PUBLIC_URL: publicUrl })

  test('answers to that name and those of loopback, at any port', async () => {
    const own = ['todos.example', 'TODOS.example:6400', 'todos.example.', ...loopbackHosts]
    expect(await findTaken(service(), [...own, ...foreignHosts])).toEqual(own)
    const { json } = await ask(service().url, 'GET /api/v1/todos', { headers: { host: 'nas' } })
    expect(json).toEqual({ error: expect.stringContaining(publicUrl) })
  })
})

describe('a server on all addresses', () => {
  describe('without PUBLIC_URL', () => {
    const service = useService({ HOST: '0.0.0.0' })
    test('answers to any name', async () => {
      const hosts = [...loopbackHosts, ...foreignHosts]
      expect(await findTaken(service(), hosts)).toEqual(hosts)
    })
  })

  describe('behind a trusted proxy', () => {
    const service = useService({ HOST: '0.0.0.0', PUBLIC_URL: 'https://todos.example', TRUST_PROXY: 'true' })
    test('answers to the name that the client named to the proxy', async () => {
      const own = { 'x-forwarded-host': 'todos.example, inner' }
      expect(await findTaken(service(), ['upstream:6400'], own)).toHaveLength(1)
      const foreign = { 'x-forwarded-host': 'evil.example' }
      expect(await findTaken(service(), ['todos.example'], foreign)).toHaveLength(0)
    })
  })
})

describe('a server on loopback behind a trusted proxy', () => {
  const service = useService({ PUBLIC_URL: 'https://todos.example', TRUST_PROXY: 'true' })
  test('wants its own name of Host too, which a page of another name cannot change', async () => {
    const own = { 'x-forwarded-host': 'todos.example' }
    const hosts = ['todos.example', '127.0.0.1:6400', 'evil.example:6400']
    expect(await findTaken(service(), hosts, own)).toEqual(hosts.slice(0, 2))
    expect(await findTaken(service(), hosts, { 'x-forwarded-host': 'evil.example' })).toEqual([])
  })
})
