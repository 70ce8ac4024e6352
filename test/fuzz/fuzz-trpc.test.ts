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

type Call = { name: string; input: unknown }

const procedures = Object.entries(appRouter._def.procedures).map(([name, { _def }]) => {
  // Zod's types and tRPC's agree on this at run time only.
  const [schema] = (_def as unknown as { inputs: z.ZodType[] }).inputs
  const input = schema && (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
  return { name, type: _def.type, input }
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

/** In tRPC's envelope, which says `result` or `error`, with a code of ours. */
function expectEnvelope(reply: Reply): void {
  expectNoFailure(reply)
  if (reply.type.startsWith('text/event-stream') || isHeadTooLong(reply)) return
  const answers = [JSON.parse(reply.text) as { result?: object; error?: { data: { code: string } } }].flat()
  for (const { result, error } of answers) expect(result ?? error?.data.code).toBeDefined()
}

describe('whatever the tRPC router allows or forbids', () => {
  let service: FuzzedService
  beforeAll(async () => {
    service = await startFuzzedService()
    return () => service[Symbol.asyncDispose]()
  })

  test.each([
    ['as they should be', false],
    ['as they should not be', true],
  ])('every procedure takes or refuses inputs %s', { timeout: timeoutMs }, async (_, isWild) => {
    const calls = procedures.map(procedure => callOf(procedure, isWild).map(call => ({ ...procedure, call })))
    await fc.assert(
      fc.asyncProperty(fc.oneof(...calls), async ({ type, call }) => {
        expectEnvelope(await service.probe(toProbe({ type, name: call.name }, toHostileJson(call.input))))
      }),
      { numRuns: numRuns(10) * procedures.length },
    )
  })

  test.each(['query', 'mutation'] as const)('so does a batch of a %s', { timeout: timeoutMs }, async type => {
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
      { numRuns: numRuns(40) },
    )
  })

  test('so it does with any method, headers and body', { timeout: timeoutMs }, async () => {
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
      { numRuns: numRuns(100) },
    )
  })

  test('and the service still works', async () => {
    await expectToWork(service)
    expect((await service.probe({ method: 'GET', path: '/trpc/todos' })).status).toBe(200)
  })
})
