import { readFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import { buildSchema } from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { expectToWork, type FuzzedService, startFuzzedService } from './fuzzed-service.ts'
import { fromGraphqlSchema, type GraphqlOperation } from './from-graphql-schema.ts'
import { anything, toHostileJson } from './hostile.ts'
import { contentType, hostileHeaders, methodOr } from './hostile-headers.ts'
import { expectNoFailure, isHeadTooLong, type Reply } from './probe.ts'
import { numRuns, timeoutMs } from './runs.ts'

const schema = buildSchema(await readFile('schema/schema.graphql', 'utf8'))
const kinds = ['query', 'mutation', 'subscription'] as const
const codes = ['NOT_FOUND', 'BAD_INPUT', 'CONFLICT', 'UNAUTHENTICATED', 'FORBIDDEN']

type Result = { data?: unknown; errors?: { message: string; extensions: { code: string } }[] }

/** The result, or the first event of a stream, if there is one. */
function readResult(reply: Reply): Result {
  if (isHeadTooLong(reply)) return {}
  const { type, text } = reply
  if (!type.startsWith('text/event-stream')) return JSON.parse(text) as Result
  return JSON.parse(/^data: ?(\S.*)$/m.exec(text)?.[1] ?? '{}') as Result
}

function expectKnownErrors(reply: Reply): Result {
  expectNoFailure(reply)
  const result = readResult(reply)
  for (const { extensions } of result.errors ?? []) expect(codes).toContain(extensions.code)
  return result
}

describe('the GraphQL door under random requests', () => {
  let service: FuzzedService
  beforeAll(async () => {
    service = await startFuzzedService()
    return () => service[Symbol.asyncDispose]()
  })

  async function send({ query, variables }: GraphqlOperation, isGet = false): Promise<Reply> {
    const accept = 'application/json, text/event-stream'
    if (!isGet) {
      const headers = { accept, 'content-type': 'application/json' }
      return service.probe({
        method: 'POST',
        path: '/graphql',
        headers,
        body: toHostileJson({ query, variables }),
      })
    }
    const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) })
    return service.probe({
      method: 'GET',
      path: `/graphql?${parameters.toString().replaceAll('%40', '@')}`,
      headers: { accept },
    })
  }

  test.each(kinds)('executes a %s that matches the schema', { timeout: timeoutMs }, async kind => {
    await fc.assert(
      fc.asyncProperty(fromGraphqlSchema(schema, kind, false), async operation => {
        const reply = await send(operation)
        const { errors } = expectKnownErrors(reply)
        // The document is valid, so only a limit or the rule of a field can reject it.
        if (reply.status !== 200) expect(errors?.[0]?.message).toMatch(/limit|: must/)
      }),
      { numRuns: numRuns(30) },
    )
  })

  test.each(kinds)('executes or rejects a %s with any arguments', { timeout: timeoutMs }, async kind => {
    await fc.assert(
      fc.asyncProperty(fromGraphqlSchema(schema, kind, true), fc.boolean(), async (operation, isGet) => {
        expectKnownErrors(await send(operation, isGet))
      }),
      { numRuns: numRuns(30) },
    )
  })

  test('executes or rejects any request body', { timeout: timeoutMs }, async () => {
    const envelope = fc.record(
      {
        query: fc.oneof(
          anything,
          fromGraphqlSchema(schema, 'query', false).map(({ query }) => query),
        ),
        variables: anything,
        operationName: anything,
        extensions: anything,
      },
      { requiredKeys: [] },
    )
    const headers = fc
      .tuple(contentType, hostileHeaders)
      .map(([type, others]) => ({ 'content-type': type, ...others }))
    await fc.assert(
      fc.asyncProperty(
        methodOr('POST'),
        headers,
        fc.oneof(envelope, anything),
        async (method, headers, json) =>
          expectNoFailure(
            await service.probe({ method, path: '/graphql', headers, body: toHostileJson(json) }),
          ),
      ),
      { numRuns: numRuns(50) },
    )
  })

  test('still works afterwards', async () => {
    await expectToWork(service)
    expect((await send({ query: '{ todos(first: 1) { nodes { id } } }', variables: {} })).status).toBe(200)
  })
})
