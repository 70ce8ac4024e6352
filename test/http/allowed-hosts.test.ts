import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { ask, type TestService, useService } from '../harness/test-service.ts'

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

/** Sends bytes that no HTTP client would send. @returns the answer */
async function send(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  return text(socket)
}

const useServer = (env: Record<string, string>) => useService({ broker: 'postgres', withWorker: false, env })

/** @returns those of the hosts that the server answers to */
async function findTaken({ url }: TestService, hosts: string[], others = {}): Promise<string[]> {
  const statuses = await Promise.all(
    hosts.map(host => ask(url, 'GET /api/v1/todos', { headers: { host, ...others } })),
  )
  return hosts.filter((_, n) => statuses[n]?.status === 200)
}

describe('a server on loopback', () => {
  const service = useServer({})

  test('answers only to the names of loopback', async () => {
    expect(await findTaken(service, [...loopbackHosts, ...foreignHosts])).toEqual(loopbackHosts)
  })

  test.each(requests)('refuses %s with a foreign Host and names the setting', async (line, headers) => {
    const { status, text: answer } = await ask(service.url, line, {
      headers: { host: 'evil.example:6400', ...headers },
    })
    expect([status, answer]).toEqual([421, expect.stringContaining('set PUBLIC_URL')])
    expect(JSON.parse(answer)).toEqual(expect.any(Object))
  })

  test.each(healthChecks)('answers %s with any Host or none', async line => {
    const { url } = service
    expect((await ask(url, line, { headers: { host: '10.0.0.7:6400' } })).status).toBe(200)
    expect(await send(url, `${line} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('requires exactly one Host in HTTP/1.1', async () => {
    const { url } = service
    const line = 'GET /livez HTTP/1.1\r\nConnection: close\r\n'
    expect(await send(url, `${line}\r\n`)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await send(url, `${line}Host: localhost\r\nhost: localhost\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await send(url, 'GET /api/v1/todos HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /)
  })

  test('refuses a page under another name that resolves to loopback', async () => {
    const headers = { host: 'evil.example', origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }
    const { status } = await ask(service.url, 'POST /api/v1/todos', { headers, json: { title: 'a' } })
    expect(status).toBe(421)
  })
})

describe('a server with PUBLIC_URL', () => {
  const publicUrl = 'https://Todos.example/tasks'
  const service = useServer({ PUBLIC_URL: publicUrl })

  test('answers to that name and those of loopback on any port', async () => {
    const own = ['todos.example', 'TODOS.example:6400', 'todos.example.', ...loopbackHosts]
    expect(await findTaken(service, [...own, ...foreignHosts])).toEqual(own)
    const { json } = await ask(service.url, 'GET /api/v1/todos', { headers: { host: 'nas' } })
    expect(json).toEqual({ error: expect.stringContaining(publicUrl) })
  })
})

describe('a server on all addresses', () => {
  describe('without PUBLIC_URL', () => {
    const service = useServer({ HOST: '0.0.0.0' })
    test('answers to any name', async () => {
      const hosts = [...loopbackHosts, ...foreignHosts].filter(host => URL.canParse(`http://${host}`))
      expect(await findTaken(service, hosts)).toEqual(hosts)
    })

    test.each(['foo.1', '1.2.3.4.5', '192.168.1.300:8080'])('refuses %s with 400', async host => {
      const headers = { host, origin: 'http://a.example' }
      const lines = ['GET /trpc/todos', 'GET /graphql?query={__typename}', 'POST /api/v1/todos']
      const answers = lines.map(line => ask(service.url, line, { headers }))
      expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([400, 400, 400])
      expect((await ask(service.url, 'GET /livez', { headers })).status).toBe(200)
    })
  })

  describe('behind a trusted proxy', () => {
    const service = useServer({ HOST: '0.0.0.0', PUBLIC_URL: 'https://todos.example', TRUST_PROXY: 'true' })
    test('answers to the host that the proxy forwards', async () => {
      const own = { 'x-forwarded-host': 'todos.example, inner' }
      expect(await findTaken(service, ['upstream:6400'], own)).toHaveLength(1)
      const foreign = { 'x-forwarded-host': 'evil.example' }
      expect(await findTaken(service, ['todos.example'], foreign)).toHaveLength(0)
    })
  })
})

describe('a server on loopback behind a trusted proxy', () => {
  const service = useServer({ PUBLIC_URL: 'https://todos.example', TRUST_PROXY: 'true' })
  test('checks Host besides the forwarded one, because a foreign page cannot set it', async () => {
    const own = { 'x-forwarded-host': 'todos.example' }
    const hosts = ['todos.example', '127.0.0.1:6400', 'evil.example:6400']
    expect(await findTaken(service, hosts, own)).toEqual(hosts.slice(0, 2))
    expect(await findTaken(service, hosts, { 'x-forwarded-host': 'evil.example' })).toEqual([])
  })
})
