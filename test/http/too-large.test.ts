import { spawn, spawnSync } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { parseEnv } from '../../core/process/config.ts'
import { createLog } from '../../core/process/log.ts'
import { serverLimits, startServer } from '../../server/start.ts'
import { isInstalled } from '../harness/installed.ts'
import { useService } from '../harness/test-service.ts'
import { listOperations, type OpenApi } from '../rest/openapi-document.ts'

/*
 * A client that sends a body which is much too large gets the answer, although the server does not read the body: also one
 * that reads nothing before it has sent everything.
 */

const service = useService({ broker: 'postgres', withWorker: false })
/** More than the system keeps of a connection. */
const bytes = 20_000_000

const answers: Record<string, string> = {
  '/graphql':
    '{"errors":[{"message":"The body must be at most 262144 bytes","extensions":{"code":"BAD_INPUT"}}]}',
  '/trpc/createTodo':
    '{"error":{"code":-32013,"message":"The body must be at most 262144 bytes","data":{"code":"PAYLOAD_TOO_LARGE","httpStatus":413}}}',
  '/api/v1/todos/import': '{"error":"The file must be at most 1000000 bytes"}',
}
const expected = (path: string) =>
  `413 ${answers[path] ?? '{"error":"The body must be at most 262144 bytes"}'}`

let url: URL
/** Every route that takes a body, such as `POST /api/v1/todos`. */
let routes: string[]

beforeAll(async () => {
  const server = await startServer(
    { ...parseEnv(service.env), DATABASE_URL: service.env.DATABASE_URL ?? '' },
    createLog('silent', 'server'),
    { ...serverLimits, maxUploadBytes: 1_000_000 },
  )
  url = new URL(server.url)
  const { json } = await service.ask('GET /openapi.json')
  const withBody = listOperations(json as OpenApi).filter(
    ({ path, operation }) => operation.requestBody !== undefined || path === '/todos/import',
  )
  const rest = withBody.map(
    ({ path, method }) => `${method.toUpperCase()} /api/v1${path.replace('{id}', '1')}`,
  )
  routes = [...rest, 'POST /graphql', 'POST /trpc/createTodo'].filter(line => !line.startsWith('GET'))
  return () => server[Symbol.asyncDispose]()
})

const python = '/usr/bin/python3'
const program = `
import http.client, sys
for line in sys.argv[4:]:
    method, path = line.split(' ')
    connection = http.client.HTTPConnection(sys.argv[1], int(sys.argv[2]), timeout=60)
    connection.request(method, path, b'x' * int(sys.argv[3]), {'Content-Type': 'application/json'})
    response = connection.getresponse()
    print(line, response.status, response.read().decode())
`
const hasPython = isInstalled(spawnSync(python, ['-V']).status === 0, 'python3', 'what its http.client sees')

test.runIf(hasPython)("is seen by Python's http.client at every route", async () => {
  expect(routes.length).toBeGreaterThan(9)
  const { stdout, stderr } = spawn(python, ['-c', program, url.hostname, url.port, `${bytes}`, ...routes])
  const [seen, problems] = await Promise.all([text(stdout), text(stderr)])
  expect(problems).toBe('')
  expect(seen.trim().split('\n')).toEqual(routes.map(line => `${line} ${expected(line.split(' ')[1] ?? '')}`))
})

test.runIf(hasPython)('is seen when the request is refused for another reason', async () => {
  // Before anything looks at the length. More than the adapter of Hono reads.
  const { stdout } = spawn(python, [
    '-c',
    program,
    url.hostname,
    url.port,
    '100000000',
    'POST /auth/password',
  ])
  expect(await text(stdout)).toMatch(/^POST \/auth\/password 404 \{/)
})

test.for(['/api/v1/todos', '/api/v1/todos/import', '/graphql', '/trpc/createTodo'])(
  'is seen by fetch and curl at %s',
  async path => {
    const headers = { 'content-type': 'application/json' }
    const fetched = await fetch(new URL(path, url), { method: 'POST', headers, body: new Uint8Array(bytes) })
    expect(`${fetched.status} ${await fetched.text()}`).toBe(expected(path))
    const asked = `curl -sS -X POST -H 'content-type: application/json' -T - -w ' %{http_code}' ${url.origin}${path}`
    const { stdout, stderr } = spawn('sh', ['-c', `head -c ${bytes} /dev/zero | ${asked}`])
    const [seen, problems] = await Promise.all([text(stdout), text(stderr)])
    expect(problems).toBe('')
    expect(seen.replace(/(.*) (\d+)$/, '$2 $1')).toBe(expected(path))
  },
)
