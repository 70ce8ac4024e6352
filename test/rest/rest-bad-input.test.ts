import { Agent } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Answer, useService } from '../harness/test-service.ts'

const asJson = { 'content-type': 'application/json' }
const maxBodyBytes = 256 * 1024
const unknownId = '01a20732-f700-74bb-add7-f3156a620beb'
const emoji = '🗓'

const notObjects = ['null', '[]', '[{"title":"x"}]', '"title"', '5', 'true']
const notJson = ['{', '{"title":"x"', "{'title':'x'}", '{"title":"x",}', 'title=x', ' ', '\0', 'NaN']

/** An invalid body, and the field that the error names; a string with a space is the whole error. */
const badTodos: [body: string, error: string | RegExp][] = [
  ['{"title":"x","extra":1}', 'extra fields'],
  ['{"extra":1}', 'extra fields'],
  ['{"title":5,"completed":"true","extra":null}', 'extra fields'],
  ['{"title":"x","id":1}', 'extra fields'],
  ['{"title":"x","owner_id":"another"}', 'extra fields'],
  ['{"title":"x","Title":"y"}', 'extra fields'],
  ['{"title":"x","__proto__":{"completed":true}}', 'extra fields'],
  ['{"title":"x","constructor":{}}', 'extra fields'],
  ['{"title":"x","toString":"x"}', 'extra fields'],
  ['{"title":null}', /^title\b/],
  ['{"title":5}', /^title\b/],
  ['{"title":["x"]}', /^title\b/],
  ['{"title":{"length":1}}', /^title\b/],
  ['{"title":""}', /^title\b/],
  [`{"title":"${'x'.repeat(256)}"}`, /^title\b/],
  [`{"title":"${emoji.repeat(256)}"}`, /^title\b/],
  ['{"title":"a\\u0000b"}', /^title\b/],
  ['{"title":"a\\ud83d"}', /^title\b/],
  ['{"title":"\\udcc5\\ud83d"}', /^title\b/],
  ['{"title":"x","description":5}', /^description\b/],
  ['{"title":"x","description":"a\\u0000b"}', /^description\b/],
  ['{"title":"x","description":"\\ud800"}', /^description\b/],
  [`{"title":"x","description":"${'x'.repeat(10_001)}"}`, /^description\b/],
  [`{"title":"x","description":"${emoji.repeat(10_001)}"}`, /^description\b/],
  ['{"title":"x","completed":"true"}', /^completed\b/],
  ['{"title":"x","completed":"false"}', /^completed\b/],
  ['{"title":"x","completed":1}', /^completed\b/],
  ['{"title":"x","completed":null}', /^completed\b/],
  ['{"title":"x","deadline_at":"tomorrow"}', /^deadline_at\b/],
]

const allowed: [path: string, methods: string[], refused: string[]][] = [
  ['/health', ['GET', 'HEAD'], ['POST', 'DELETE']],
  ['/todos', ['GET', 'HEAD', 'POST'], ['PUT', 'PATCH', 'DELETE', 'OPTIONS']],
  ['/todos/1', ['DELETE', 'GET', 'HEAD', 'PUT'], ['POST', 'PATCH']],
  ['/todos/ical', ['GET', 'HEAD', 'POST'], ['PUT', 'PATCH', 'DELETE']],
  [`/todos/ical/${unknownId}`, ['DELETE'], ['GET', 'POST', 'PUT']],
  [`/todos/ical/${unknownId}/status`, ['GET', 'HEAD'], ['POST', 'DELETE']],
  [`/todos/ical/${unknownId}/result`, ['GET', 'HEAD'], ['POST', 'DELETE']],
  [`/todos/ical/${unknownId}/retry`, ['POST'], ['GET', 'DELETE']],
  ['/openapi.json', ['GET', 'HEAD'], ['POST']],
]

const pad = (bytes: number) => '{"title":"untouched"}'.padEnd(bytes)

function expectRefusal({ status, headers, json }: Answer, expected: number, error: string | RegExp = /./) {
  expect([status, headers['content-type']]).toEqual([expected, 'application/json'])
  expect(json).toEqual({ error: typeof error === 'string' ? error : expect.stringMatching(error) })
}

describe('bad input', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let todoUrl: string
  beforeAll(async () => {
    todoUrl = `/todos/${(await service.createTodo({ title: 'untouched' })).id}`
  })

  const postAndPut = () => ['POST /todos', `PUT ${todoUrl}`]

  test.for(badTodos)('rejects %s in POST and PUT: %s', async ([body, error]) => {
    for (const line of postAndPut())
      expectRefusal(await service.ask(line, { body, headers: asJson }), 400, error)
  })

  test('answers `missing title` to a new todo without one', async () => {
    for (const body of ['{}', '{"description":"x"}'])
      expectRefusal(await service.ask('POST /todos', { body, headers: asJson }), 400, 'missing title')
  })

  test('rejects a body that is not a JSON object', async () => {
    for (const line of [...postAndPut(), 'POST /todos/ical']) {
      for (const body of [...notObjects, ...notJson])
        expectRefusal(await service.ask(line, { body, headers: asJson }), 400, /body/)
    }
    for (const line of postAndPut()) expectRefusal(await service.ask(line), 400, /body/)
  })

  test('rejects a body that is not UTF-8', async () => {
    const put = { body: Buffer.from('{"title":"\xff"}', 'latin1'), headers: asJson }
    expectRefusal(await service.ask(`PUT ${todoUrl}`, put), 400, /body/)
    const post = { body: Buffer.from('{"name":"\xff"}', 'latin1'), headers: asJson }
    expectRefusal(await service.ask('POST /todos/ical', post), 400, /body/)
  })

  test('rejects a body that is nested as deeply as possible', async () => {
    const body = `{"title":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    for (const line of postAndPut()) expectRefusal(await service.ask(line, { body, headers: asJson }), 400)
  })

  test.for([
    { title: 'x'.repeat(255) },
    { title: emoji.repeat(255) },
    { title: 'x', description: 'x'.repeat(10_000) },
    { title: 'x', description: emoji.repeat(10_000) },
    { title: ' spaces\tand\nlines ', description: '' },
    { title: 'e\u0301 \u202e \ufeff \u0001 \\ " \' <b> %s ; drop table todo' },
  ])('accepts %j, which is at the limit', async todo => {
    const { id, ...created } = await service.createTodo(todo)
    expect(created).toMatchObject(todo)
    await service.ask(`DELETE /todos/${id}`)
  })

  test.for([
    undefined,
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/jsonp',
    'text/html, application/json',
  ])('rejects a body of the type %s', async type => {
    const headers = type === undefined ? {} : { 'content-type': type }
    for (const line of [...postAndPut(), 'POST /todos/ical'])
      expectRefusal(await service.ask(line, { body: '{"title":"x"}', headers }), 415)
  })

  test.for(['application/json; charset=utf-8', 'Application/JSON', 'application/json;charset="UTF-8"'])(
    'accepts a body of the type %s',
    async type => {
      const body = '{"title":"untouched"}'
      const { status } = await service.ask(`PUT ${todoUrl}`, { body, headers: { 'content-type': type } })
      expect(status).toBe(200)
    },
  )

  describe.each([
    ['with its length', {}],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('a body %s', (_, framing) => {
    const headers = { ...asJson, ...framing }
    test('is accepted with 256 KiB', async () => {
      const { status } = await service.ask(`PUT ${todoUrl}`, { body: pad(maxBodyBytes), headers })
      expect(status).toBe(200)
    })

    test('is rejected with more', async () => {
      for (const line of [...postAndPut(), 'POST /todos/ical'])
        for (const bytes of [maxBodyBytes + 1, 20 * maxBodyBytes])
          expectRefusal(await service.ask(line, { body: pad(bytes), headers }), 413)
    })

    test('does not fail the next request on its connection when it is larger', async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      for (const bytes of [maxBodyBytes + 1, 4 * maxBodyBytes]) {
        expect((await service.ask('POST /todos', { body: pad(bytes), headers, agent })).status).toBe(413)
        expect((await service.ask('GET /health', { agent })).status).toBe(200)
      }
      agent.destroy()
    })
  })

  test.for(allowed)('%s allows %j and answers 405 to %j', async ([path, methods, refused]) => {
    for (const method of refused) {
      const answer = await service.ask(`${method} ${path}`)
      expectRefusal(answer, 405)
      expect(answer.headers.allow?.split(', ').sort()).toEqual(methods)
    }
  })

  test('answers an unknown path in JSON for every method', async () => {
    const paths = ['/', '/todo', '/todos/', '/todos/1/', '/todos/1/x', '/todos/ical/', '/health/x', '/..%2f']
    for (const path of [...paths, `/todos/ical/${unknownId}/x`, '/%E0%A4%A', '/%00', '//todos']) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
        expectRefusal(await service.ask(`${method} ${path}`, { headers: { accept: 'text/html' } }), 404)
    }
  })

  test('has created no todo in the tests above', async () => {
    await service.ask(`PUT ${todoUrl}`, { json: { title: 'untouched' } })
    const { json } = await service.ask('GET /todos')
    expect(json).toMatchObject([{ title: 'untouched', description: null, completed: false }])
  })
})
