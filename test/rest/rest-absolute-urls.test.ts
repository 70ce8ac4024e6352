import { beforeAll, describe, expect, test } from 'vitest'
import { ask, startTestService, type TestService, useService } from '../harness/test-service.ts'

const lanNames = [
  'todos.example.org',
  'todos.example.org:8080',
  'nas',
  'nas.local:6400',
  'docker_service:6400',
  '192.168.0.7:6400',
  '[::1]:6400',
  '[fe80::1]',
]

const hostileHosts = [
  'evil.example/path',
  'evil.example?',
  'evil.example#',
  'user@evil.example',
  'user:password@evil.example',
  'evil.example"><script>',
  "evil.example'",
  'evil.example, nas',
  'evil example',
  'evil.example:port',
  'evil.example:99999',
  'evil.example:80:80',
  'evil.example%2f',
  'evil.example\\',
  '[evil.example]',
  '[::evil]',
]

const forwarded = { 'x-forwarded-host': 'public.example', 'x-forwarded-proto': 'https' }

/** The base of the absolute URLs in all answers to requests with these headers, which must agree. */
async function readBases({ ask, createTask }: TestService, headers: Record<string, string>) {
  await createTask()
  const todo = await ask('POST /todos', { json: { title: 'x' }, headers })
  const task = await ask('POST /todos/ical', { headers })
  const { task_id: id, task_url: taskUrl } = task.json as Record<string, string>
  const status = await ask(`GET /todos/ical/${id}/status`, { headers })
  await ask('POST /todos', { json: { title: 'y' } })
  const todos = await ask('GET /todos?limit=1', { headers })
  const tasks = await ask('GET /todos/ical?limit=1', { headers })
  const urls = [
    todo.headers.location,
    taskUrl,
    (status.json as Record<string, string>)['result_url'],
    (tasks.json as Record<string, string>[])[0]?.['result_url'],
    ...[todos, tasks].map(({ headers }) => String(headers['link']).slice(1)),
  ]
  return [...new Set(urls.map(url => url?.replace(/\/api\/v1\/todos.*/, '')))]
}

describe('absolute URLs', () => {
  describe('without settings', () => {
    const service = useService({ broker: 'postgres', env: { HOST: '0.0.0.0' }, withWorker: false })

    test.for(lanNames)('use the host %s of the request', async host => {
      expect(await readBases(service, { host })).toEqual([`http://${host}`])
    })

    test('ignore X-Forwarded headers', async () => {
      const headers = { ...forwarded, forwarded: 'host=public.example;proto=https', host: 'nas' }
      expect(await readBases(service, headers)).toEqual(['http://nas'])
    })

    test('ignore the host in the request target', async () => {
      const line = 'POST http://evil.example/api/v1/todos/ical'
      const { json } = await ask(service.url, line, { headers: { host: 'nas' } })
      expect(json).toHaveProperty('task_url', expect.stringMatching(/^http:\/\/nas\/api/))
    })

    test.for(hostileHosts)('never use the host %s', async host => {
      const { status, headers, text, json } = await service.ask('POST /todos', {
        json: { title: 'x' },
        headers: { host },
      })
      expect(`${text}${headers.location}`).not.toContain('evil')
      expect(headers['content-type']).toBe('application/json')
      if (status === 201) expect(headers.location).toMatch(/^http:\/\/localhost:\d+\/api\/v1\/todos\/\d+$/)
      else expect([status, json]).toEqual([400, { error: expect.any(String) }])
    })
  })

  test('use PUBLIC_URL when it is set, for any headers', async () => {
    const env = { PUBLIC_URL: 'https://public.example/tasks/', TRUST_PROXY: 'true' }
    await using service = await startTestService({ broker: 'postgres', env, withWorker: false })
    const headers = { host: 'public.example', 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'http' }
    expect(await readBases(service, headers)).toEqual(['https://public.example/tasks'])
  })

  describe('behind a trusted proxy', () => {
    let service: TestService
    beforeAll(async () => {
      service = await startTestService({
        broker: 'postgres',
        env: { HOST: '0.0.0.0', TRUST_PROXY: 'true' },
        withWorker: false,
      })
      return () => service[Symbol.asyncDispose]()
    })

    test.for([
      [forwarded, 'https://public.example'],
      [{ ...forwarded, 'x-forwarded-proto': 'http' }, 'http://public.example'],
      [{ 'x-forwarded-proto': 'https' }, 'https://nas'],
      [{ 'x-forwarded-host': 'public.example:8443' }, 'http://public.example:8443'],
      [{ 'x-forwarded-host': 'public.example, inner.example' }, 'http://public.example'],
      [{ 'x-forwarded-proto': 'https, http' }, 'https://nas'],
      [{ 'x-forwarded-proto': 'javascript' }, 'http://nas'],
      [{ 'x-forwarded-host': '' }, 'http://nas'],
      ...hostileHosts
        .filter(host => !host.includes(','))
        .map(host => [{ 'x-forwarded-host': host }, 'http://nas'] as const),
    ] as const)('with %j are of %s', async ([headers, base]) => {
      expect(await readBases(service, { host: 'nas', ...headers })).toEqual([base])
    })
  })
})
