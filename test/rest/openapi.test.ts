import { beforeAll, describe, expect, test } from 'vitest'
import { createRestDoor } from '../../server/rest/rest-door.ts'
import { createFeed } from '../harness/test-feed.ts'
import { ask, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'
import {
  listOperations,
  type OpenApi,
  type Operation,
  type Schema,
  toStrictSchema,
} from './openapi-document.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

const isObject = (value: unknown) => typeof value === 'object' && value !== null

/** The violations of the rules of OpenAPI 3.1 in an operation. */
function checkOperation(path: string, method: string, operation: Operation): string[] {
  const { summary, parameters = [], requestBody, responses } = operation
  const names = parameters.map(({ in: place, name }) => `${place} ${name}`)
  const inPath = names.filter(name => name.startsWith('path ')).map(name => `{${name.slice(5)}}`)
  const contents = Object.values(responses).map(({ content = {} }) => content)
  const rules = {
    'the path is a template': /^\/[^?#:]*$/.test(path),
    'the method is known': methods.includes(method),
    'there is a summary': /\w/.test(summary),
    'no parameter comes twice': new Set(names).size === names.length,
    'the parameters of the path are declared': inPath.join() === (path.match(/\{\w+\}/g) ?? []).join(),
    'parameters have a place': parameters.every(({ in: place }) =>
      ['path', 'query', 'header'].includes(place),
    ),
    'parameters of the path are required': parameters.every(
      ({ in: place, required }) => place !== 'path' || required,
    ),
    'parameters have schemas': parameters.every(({ schema }) => isObject(schema)),
    'a body is JSON': !requestBody || Object.keys(requestBody.content).join() === 'application/json',
    'there is an answer of success': Object.keys(responses).some(status => /^2\d\d$/.test(status)),
    'statuses are statuses': Object.keys(responses).every(status => /^([1-5]\d\d|default)$/.test(status)),
    'answers are described': Object.values(responses).every(({ description }) => /\w/.test(description)),
    'answers have schemas': contents
      .flatMap(Object.values<{ schema: Schema }>)
      .every(({ schema }) => isObject(schema)),
  }
  return Object.entries(rules).flatMap(([rule, holds]) =>
    holds ? [] : [`${method} ${path}: not so: ${rule}`],
  )
}

describe('the OpenAPI document', () => {
  const service = useService({ broker: 'postgres' })
  let document: OpenApi
  beforeAll(async () => {
    document = (await service.ask('GET /openapi.json')).json as OpenApi
  })

  test('is OpenAPI 3.1 in JSON', async () => {
    const { status, headers } = await service.ask('GET /openapi.json')
    expect([status, headers['content-type']]).toEqual([200, 'application/json'])
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    expect(document.servers).toEqual([{ url: '/api/v1' }])
  })

  test('conforms to OpenAPI 3.1', () => {
    const operations = listOperations(document)
    expect(operations.length).toBeGreaterThan(0)
    expect(
      operations.flatMap(({ path, method, operation }) => checkOperation(path, method, operation)),
    ).toEqual([])
  })

  test('defines exactly the schemas that it references', () => {
    const text = JSON.stringify(document)
    const references = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference = '']) => reference)
    const defined = Object.keys(document.components.schemas).map(name => `#/components/schemas/${name}`)
    expect([...new Set(references)].sort()).toEqual(defined.sort())
    expect(text).not.toContain('"nullable"')
  })

  test('documents exactly the existing routes', () => {
    const routes = createRestDoor()
      .routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{[^/]*\})?/g, '{$1}')}`)
    const named = listOperations(document).map(({ path, method }) => `${method.toUpperCase()} ${path}`)
    expect(named.sort()).toEqual([...new Set(routes)].sort())
  })

  test('describes the answer of every GET correctly', async () => {
    const { id } = await service.createTodo({ title: 'x', deadline_at: '2030-01-02T03:04:05.6' })
    const { task_id: taskId } = await service.createTask()
    await service.finishTask(taskId)
    const { id: feedId } = await createFeed(service)
    const uploaded = await ask(service.url, 'POST /api/v1/todos/import', { body: 'title\nImported\n' })
    const { id: importId } = uploaded.json as { id: string }
    await waitFor('the import', async () => {
      const { json } = await ask(service.url, `GET /api/v1/todos/import/${importId}`)
      return (json as { state: string }).state === 'SUCCESS'
    })
    const idOf = (path: string) =>
      path.includes('/import/')
        ? importId
        : path.includes('/ical/')
          ? taskId
          : path.includes('/feeds/')
            ? feedId
            : `${id}`
    const gets = listOperations(document).filter(({ method }) => method === 'get')
    expect(gets.length).toBeGreaterThanOrEqual(5)
    for (const { path, operation } of gets) {
      const url = `/api/v1${path.replace('{id}', idOf(path))}`
      const required = new URLSearchParams(
        (operation.parameters ?? [])
          .filter(parameter => parameter.in === 'query' && parameter.required)
          .map(({ name, schema }) => [name, String(schema['example'])]),
      )
      // A stream of the todos never ends.
      const method = path === '/todos/events' ? 'HEAD' : 'GET'
      const { status, headers, json } = await ask(service.url, `${method} ${url}?${required}`)
      const documented = operation.responses[status]
      expect([url, status, documented]).toEqual([url, 200, expect.anything()])
      const type = String(headers['content-type']).split(';')[0] ?? ''
      const schema = documented?.content?.[type]?.schema
      expect([url, type, schema]).toEqual([url, type, expect.anything()])
      if (json !== undefined) expectToMatch(json, schema ?? {})
      for (const parameter of operation.parameters ?? []) {
        if (parameter.in !== 'query') continue
        const wrong = await ask(service.url, `GET ${url}?${parameter.name}=${encodeURIComponent('\0')}`)
        expect([url, parameter.name, wrong.status]).toEqual([url, parameter.name, 400])
      }
    }
  })

  test('describes errors and created resources correctly', async () => {
    const error =
      listOperations(document)[0]?.operation.responses['default']?.content?.['application/json']?.schema
    expectToMatch((await service.ask('GET /todos/0')).json, error ?? {})
    for (const [path, json, status, required] of [
      ['/todos', { title: 'x' }, 201, true],
      ['/todos/ical', {}, 202, false],
      ['/feeds', { name: 'x', options: { alarms: [5] }, window: { daysBack: 1 } }, 201, true],
    ] as const) {
      const { responses, requestBody } = document.paths[path]?.['post'] ?? {}
      const answer = await service.ask(`POST ${path}`, { json })
      expect(answer.status).toBe(status)
      expectToMatch(answer.json, responses?.[status]?.content?.['application/json']?.schema ?? {})
      expectToMatch(json, requestBody?.content['application/json']?.schema ?? {})
      expect(requestBody?.required ?? false).toBe(required)
    }
  })

  function expectToMatch(value: unknown, schema: Schema) {
    expect(Object.keys(schema)).not.toEqual([])
    const { error } = toStrictSchema(document, schema).safeParse(value)
    expect({ value, issues: error?.issues }).toEqual({ value, issues: undefined })
  }
})
