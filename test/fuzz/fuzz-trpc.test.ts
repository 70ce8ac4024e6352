import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { appRouter } from '../../server/trpc/router.ts'
import { expectToWork, type FuzzedService, startFuzzedService } from './fuzzed-service.ts'
import { fromJsonSchema, type JsonSchema } from './from-json-schema.ts'
import { anything, hostileText, toHostileJson } from './hostile.ts'
import { contentType, hostileHeaders, methodOr } from './hostile-headers.ts'
import { expectNoFailure, isHeadTooLong, type Probe, type Reply } from './probe.ts'
import { numRuns, timeoutMs } from './runs.ts'

/** Of a check and the form that follows it, as in `server/trpc/input-forms.ts`, JSON Schema can say only the form. */
const toJsonSchema = (schema: z.core.$ZodType): JsonSchema =>
  z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const { def } = zodSchema._zod
      if (def.type === 'pipe' && def.in._zod.def.type === 'custom')
        Object.assign(jsonSchema, toJsonSchema(def.out))
    },
  }) as JsonSchema

type Call = { name: string; input: unknown }

const procedures = Object.entries(appRouter._def.procedures).map(([name, { _def }]) => {
  // The static types of tRPC do not expose the zod schemas.
  const [schema] = (_def as unknown as { inputs: z.ZodType[] }).inputs
  return { name, type: _def.type, input: schema && toJsonSchema(schema) }
})
type Procedure = (typeof procedures)[number]

const callOf = ({ name, input }: Procedure, isWild: boolean): fc.Arbitrary<Call> =>
  fc.record({
    name: fc.constant(name),
    input: input
      ? fromJsonSchema(input, { isWild, about: name })
      : isWild
        ? anything
        : fc.constant(undefined),
  })

/** The errors of a client's mistake. Anything else is a failure of the server. */
const errorCodes = ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'METHOD_NOT_SUPPORTED', 'UNSUPPORTED_MEDIA_TYPE']

const noCall = fc.record({ name: hostileText, input: anything })

const encode = (json: string) => encodeURIComponent(json).replaceAll('%40', '@').replaceAll('%22', '"')

function toProbe({ type, name }: Pick<Procedure, 'type' | 'name'>, json: string, isBatch = false): Probe {
  const batch = isBatch ? 'batch=1&' : ''
  const accept = type === 'subscription' ? 'text/event-stream' : 'application/json'
  return type === 'mutation'
    ? {
        method: 'POST',
        path: `/trpc/${name}?${batch}`,
        headers: { 'content-type': 'application/json' },
        body: json,
      }
    : { method: 'GET', path: `/trpc/${name}?${batch}${json && `input=${encode(json)}`}`, headers: { accept } }
}

/** Expects tRPC's envelope: either a result or an error with a code that this door uses for clients' mistakes. */
function expectEnvelope(reply: Reply): void {
  expectNoFailure(reply)
  if (reply.type.startsWith('text/event-stream') || isHeadTooLong(reply)) return
  const answers = [JSON.parse(reply.text) as { result?: object; error?: { data: { code: string } } }].flat()
  for (const { result, error } of answers) {
    if (error) expect(errorCodes).toContain(error.data.code)
    else expect(result).toHaveProperty('data')
  }
}

describe('the tRPC door under random requests', () => {
  let service: FuzzedService
  beforeAll(async () => {
    service = await startFuzzedService()
    return () => service[Symbol.asyncDispose]()
  })

  test.each([
    ['valid', false],
    ['invalid', true],
  ])('answers every procedure with %s inputs', { timeout: timeoutMs }, async (_, isWild) => {
    const calls = procedures.map(procedure => callOf(procedure, isWild).map(call => ({ ...procedure, call })))
    await fc.assert(
      fc.asyncProperty(fc.oneof(...calls), async ({ type, call }) => {
        expectEnvelope(await service.probe(toProbe({ type, name: call.name }, toHostileJson(call.input))))
      }),
      { numRuns: numRuns(6) * procedures.length },
    )
  })

  test.each(['query', 'mutation'] as const)(
    'answers a batch of %s calls',
    { timeout: timeoutMs },
    async type => {
      const ofType = procedures.filter(procedure => procedure.type === type)
      const call = fc.oneof(...ofType.map(procedure => callOf(procedure, true)))
      const calls = fc.array(fc.oneof({ weight: 9, arbitrary: call }, { weight: 1, arbitrary: noCall }), {
        maxLength: 12,
      })
      await fc.assert(
        fc.asyncProperty(calls, async batch => {
          const name = batch.map(({ name }) => encodeURIComponent(name.toWellFormed())).join()
          const inputs = Object.fromEntries(batch.map(({ input }, n) => [n, input]))
          expectNoFailure(await service.probe(toProbe({ type, name }, toHostileJson(inputs), true)))
        }),
        { numRuns: numRuns(20) },
      )
    },
  )

  test('answers any method, headers and body', { timeout: timeoutMs }, async () => {
    const headers = fc
      .tuple(contentType, hostileHeaders)
      .map(([type, others]) => ({ 'content-type': type, ...others }))
    const path = fc
      .tuple(
        fc.constantFrom(...procedures.map(({ name }) => name)),
        fc.constantFrom('', '?batch=1', '?input=%', '?batch=x&input=[]'),
      )
      .map(parts => `/trpc/${parts.join('')}`)
    await fc.assert(
      fc.asyncProperty(methodOr('POST'), path, headers, anything, async (method, path, headers, json) =>
        expectNoFailure(await service.probe({ method, path, headers, body: toHostileJson(json) })),
      ),
      { numRuns: numRuns(50) },
    )
  })

  test('still works afterwards', async () => {
    await expectToWork(service)
    expect((await service.probe({ method: 'GET', path: '/trpc/todos' })).status).toBe(200)
  })
})
