import { readFile } from 'node:fs/promises'
import { buildSchema, getNamedType, type GraphQLField, isLeafType, isObjectType } from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Operation, scopeOf } from '../../server/operations/scopes.ts'
import { appRouter } from '../../server/trpc/router.ts'
import { createTestAccount, type TestAccount } from '../harness/test-account.ts'
import { useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'
import { listOperations, type OpenApi } from '../rest/openapi-document.ts'
import { cases, type Things } from './isolation-cases.ts'
import { createThings, missingThings, readRows, secret } from './isolation-things.ts'

// Without a worker, which would change jobs between an answer and the one that it is compared with.
const service = useService({
  broker: 'postgres',
  env: { ACCOUNTS: 'on', RATE_LIMIT: '0' },
  withWorker: false,
})

type Answer = { status: number; text: string }
/** An operation at a door, to be tried with an owner's things. */
type Attempt = {
  name: string
  send: (its: Things, headers: Record<string, string>) => Promise<Answer>
}

let victim: TestAccount
let attacker: TestAccount
let things: Things
let headers: Record<string, string>

beforeAll(async () => {
  victim = await createTestAccount(service.db, 'victim', { isFirst: true })
  attacker = await createTestAccount(service.db, 'attacker')
  headers = { authorization: `Bearer ${await attacker.createToken()}` }
  await using _worker = await service.startWorker()
  things = await createThings(service, await victim.createToken())
})

let accounts = 0
async function signUp(): Promise<Record<string, string>> {
  const account = await createTestAccount(service.db, `attacker ${(accounts += 1)}`)
  return { authorization: `Bearer ${await account.createToken()}` }
}

const casesOf = (operation: string) => (Object.hasOwn(cases, operation) ? cases[operation as Operation] : [])

/** Of an event stream, what arrives up to the first event or the end. */
async function send(path: string, init: RequestInit = {}): Promise<Answer> {
  const stop = new AbortController()
  const answer = await fetch(service.url + path, { ...init, signal: stop.signal })
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream')
    if (isStream && /^data: ?\{.*\n\n/ms.test(text)) break
  }
  stop.abort()
  return { status: answer.status, text }
}

async function listRestAttempts(): Promise<Attempt[]> {
  const { json } = await service.ask('GET /openapi.json', { headers })
  return listOperations(json as OpenApi).flatMap(({ path, method, operation }) => {
    const { operationId = '' } = operation as { operationId?: string }
    return casesOf(operationId).map(({ rest }, n) => ({
      name: `${method.toUpperCase()} ${path} ${n}`,
      send(its: Things, auth: Record<string, string>) {
        const { id = '', query = {}, headers: own = {}, json: body } = rest?.(its) ?? {}
        const search = new URLSearchParams(query).toString()
        const type = { 'content-type': operationId === 'importTodos' ? 'text/csv' : 'application/json' }
        return send(`/api/v1${path.replace('{id}', id)}${search && `?${search}`}`, {
          method,
          headers: { ...auth, ...own, ...(body && type) },
          ...(body && { body: operationId === 'importTodos' ? 'title\nx\n' : JSON.stringify(body) }),
        })
      },
    }))
  })
}

function listTrpcAttempts(): Attempt[] {
  return Object.entries(appRouter._def.procedures).flatMap(([operation, { _def }]) =>
    casesOf(operation).map(({ args, trpc = args }, n) => ({
      name: `tRPC ${operation} ${n}`,
      send(its: Things, auth: Record<string, string>) {
        const input = trpc ? JSON.stringify(trpc(its)) : undefined
        if (_def.type !== 'mutation')
          return send(`/trpc/${operation}${input ? `?input=${encodeURIComponent(input)}` : ''}`, {
            headers: auth,
          })
        const type = { 'content-type': 'application/json' }
        return send(`/trpc/${operation}`, {
          method: 'POST',
          headers: { ...auth, ...type },
          body: input ?? null,
        })
      },
    })),
  )
}

const schema = buildSchema(await readFile('schema/schema.graphql', 'utf8'))
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]

/** Everything that needs no arguments, three levels deep. */
function selectAll({ type }: GraphQLField<unknown, unknown>, depth = 3): string {
  const named = getNamedType(type)
  if (!isObjectType(named)) return ''
  const fields = Object.values(named.getFields()).filter(
    field => isLeafType(getNamedType(field.type)) || depth > 1,
  )
  return `{ ${fields.map(field => `${field.name} ${selectAll(field, depth - 1)}`).join(' ')} }`
}

function listGraphqlAttempts(): Attempt[] {
  return roots.flatMap(root =>
    Object.values(root?.getFields() ?? {}).flatMap(field =>
      casesOf(field.name).map(({ args = () => ({}) }, n) => ({
        name: `GraphQL ${field.name} ${n}`,
        send(its: Things, auth: Record<string, string>) {
          const variables = args(its)
          const given = field.args.filter(({ name }) => name in variables)
          const kind = root?.name.toLowerCase()
          const head = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(' ')
          const passed = given.map(({ name }) => `${name}: $${name}`).join(' ')
          const query = `${kind} ${head && `(${head})`} { ${field.name}${passed && `(${passed})`} ${selectAll(field)} }`
          return send('/graphql', {
            method: 'POST',
            headers: {
              ...auth,
              'content-type': 'application/json',
              accept: kind === 'subscription' ? 'text/event-stream' : 'application/json',
            },
            body: JSON.stringify({ query, variables }),
          })
        },
      })),
    ),
  )
}

/** What differs from answer to answer: new ids, times, and the things themselves. */
function toComparable({ status, text }: Answer, its: Things): string {
  const { cursors: _, ...texts } = its
  const named = Object.values(texts).reduce((masked, thing) => masked.replaceAll(thing, '<thing>'), text)
  return `${status} ${named}`
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, '<uuid>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '<time>')
    .replaceAll(/\/feeds\/[\w-]{43}/g, '/feeds/<token>')
    .replaceAll(/"(id|listId|revision|position)":"?\d+"?/g, '"$1":<number>')
    .replaceAll(/attacker \d+/g, 'attacker')
}

const known = Object.keys(scopeOf)

describe('covers every operation', () => {
  test('of the GraphQL schema', () => {
    for (const root of roots)
      expect(known).toEqual(expect.arrayContaining(Object.keys(root?.getFields() ?? {})))
  })
  test('of the tRPC router', () => {
    expect(known).toEqual(expect.arrayContaining(Object.keys(appRouter._def.procedures)))
  })
  test('of the OpenAPI document', async () => {
    const { json } = await service.ask('GET /openapi.json', { headers })
    const ids = listOperations(json as OpenApi).map(
      ({ operation }) => (operation as { operationId?: string }).operationId,
    )
    expect(known).toEqual(expect.arrayContaining(ids))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('hides the data of an owner from every other owner', () => {
  test.each([
    ['REST', listRestAttempts],
    ['tRPC', async () => listTrpcAttempts()],
    ['GraphQL', async () => listGraphqlAttempts()],
  ])('at %s', async (_, list) => {
    const attempts = await list()
    expect(attempts.length).toBeGreaterThan(40)
    const before = await readRows(service, victim.id)
    expect(before).toContain(secret)
    const missing = missingThings(things)
    const differing: unknown[] = []
    for (const { name, send: attempt } of attempts) {
      // Each by an account of its own, which no earlier attempt has changed.
      const found = await attempt(things, await signUp())
      const answers = [
        toComparable(found, things),
        toComparable(await attempt(missing, await signUp()), missing),
      ]
      const isRejected =
        (found.status === 400 || found.text.includes('"BAD_INPUT"')) &&
        !found.text.includes('there is no list named')
      const isLeaked = found.text.includes(secret) || answers[0] !== answers[1]
      if (isRejected || isLeaked) differing.push([name, found.text, ...answers])
    }
    expect(differing).toEqual([])
    expect(await readRows(service, victim.id)).toBe(before)
  })
})

const create = (title: string, own: object) =>
  service.ask('POST /todos', { json: { title }, headers: { ...own } })

describe('keeps owners apart while both are at work', () => {
  test('in live streams at every door', async () => {
    const paths: [string, RequestInit][] = [
      ['/api/v1/todos/events', { headers }],
      ['/trpc/todosChanged', { headers }],
      [
        '/graphql',
        {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
          body: JSON.stringify({ query: 'subscription { todosChanged { changed { title } } }' }),
        },
      ],
    ]
    const stop = new AbortController()
    const openings = paths.map(() => Promise.withResolvers<void>())
    const reading = paths.map(async ([path, init], n) => {
      const { body } = await fetch(service.url + path, { ...init, signal: stop.signal })
      let text = ''
      const decoder = new TextDecoder()
      for await (const chunk of body ?? []) {
        text += decoder.decode(chunk, { stream: true })
        // The first update has only the revision; changes follow from there.
        if (/^data: ?\{"/m.test(text)) openings[n]?.resolve()
        if (text.includes('the last one')) return text
      }
      return text
    })
    await Promise.all(openings.map(({ promise }) => promise))
    await create(`${secret} live`, victim.session)
    await create('the last one', headers)
    const texts = await Promise.all(reading)
    stop.abort()
    for (const text of texts) expect(text).not.toContain(secret)
  })

  test('in calendar files made from the same options at the same time', async () => {
    await using _worker = await service.startWorker()
    const both = [victim.session, headers].map(own => ({ ...own }))
    await service.ask('POST /todos', {
      headers: both[1] ?? {},
      json: { title: 'mine', deadline_on: '2030-01-02' },
    })
    const jobs = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        service.ask('POST /todos/ical', { headers: both[n % 2] ?? {}, json: {} }),
      ),
    )
    const files = jobs.map(async ({ json }, n) => {
      const { task_id: id } = json as { task_id: string }
      return waitFor(`file ${n}`, async () => {
        const file = await service.ask(`GET /todos/ical/${id}/result`, { headers: both[n % 2] ?? {} })
        return file.status === 200 && file.text
      })
    })
    for (const [n, file] of (await Promise.all(files)).entries()) {
      expect([file.includes(secret), file.includes('SUMMARY:mine')]).toEqual(
        n % 2 ? [false, true] : [true, false],
      )
    }
  })
})

test('ends the stream of a revoked token, and refuses the token, within seconds', async () => {
  const token = await attacker.createToken()
  const own = { authorization: `Bearer ${token}` }
  const stream = await fetch(`${service.url}/api/v1/todos/events`, { headers: own })
  expect(stream.status).toBe(200)
  // As another server does it: this one has the token in its cache.
  await service.db.deleteFrom('access_token').where('prefix', '=', token.slice(0, 8)).execute()
  const revokedAt = performance.now()
  await expect(stream.text()).rejects.toThrow()
  await expect
    .poll(async () => (await service.ask('GET /todos', { headers: own })).status, { timeout: 10_000 })
    .toBe(401)
  // Five seconds, and room for a slow machine.
  expect(performance.now() - revokedAt).toBeLessThan(15_000)
})
