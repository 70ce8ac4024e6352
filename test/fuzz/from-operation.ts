import * as fc from 'fast-check'
import { expect } from 'vitest'
import type { z } from 'zod'
import { listOperations, type OpenApi, toStrictSchema } from '../rest/openapi-document.ts'
import { fromJsonSchema } from './from-json-schema.ts'
import { anything, hostileBody, hostileText, toHostileJson } from './hostile.ts'
import { contentType, hostileHeaders, methodOr } from './hostile-headers.ts'
import { likelyText } from './likely-texts.ts'
import { expectNoFailure, isHeadTooLong, type Probe, type Reply } from './probe.ts'

type Named = ReturnType<typeof listOperations>[number]

const toText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
const encode = (value: unknown) => encodeURIComponent(toText(value).toWellFormed()).replaceAll('%40', '@')

/** Headers that change the URL of a request. */
const isSegment = (id: string) => !['', '.', '..'].includes(id)

/** Requests for an operation, generated from its OpenAPI description. */
export function fromOperation({ path, method, operation }: Named): fc.Arbitrary<Probe> {
  const { parameters = [], requestBody } = operation
  const schema = requestBody?.content['application/json']?.schema
  const wishOf = (isWild: boolean) => ({ isWild, about: path })
  const placed = (place: string, isWild: boolean) => {
    const values = parameters
      .filter(parameter => parameter.in === place)
      .map(({ name, schema }) => [name, fromJsonSchema(schema, wishOf(isWild), name)] as const)
    return fc.record(Object.fromEntries(values), { requiredKeys: [] })
  }

  const tame = fc.record({
    method: fc.constant(method.toUpperCase()),
    ids: fc.record({ id: likelyText('id', wishOf(false)) }),
    query: placed('query', false),
    headers: fc.record({ ...(schema && { 'content-type': fc.constant('application/json') }) }),
    own: placed('header', false),
    body: schema ? fromJsonSchema(schema, wishOf(false)).map(toHostileJson) : fc.constant(undefined),
  })
  const wild = fc.record({
    method: methodOr(method.toUpperCase()),
    ids: fc.record({ id: likelyText('id', wishOf(true)).filter(isSegment) }),
    query: fc.oneof(placed('query', true), fc.dictionary(hostileText, hostileText, { maxKeys: 3 })),
    headers: fc.record({ 'content-type': contentType }, { requiredKeys: [] }),
    own: hostileHeaders,
    body: fc.oneof(
      { weight: 3, arbitrary: (schema ? fromJsonSchema(schema, wishOf(true)) : anything).map(toHostileJson) },
      { weight: 1, arbitrary: hostileBody },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
  })
  return fc.oneof(tame, wild).map(({ method, ids, query, headers, own, body }) => {
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: 'id') => encode(ids[name]))
    const search = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`)
    return {
      method,
      path: `/api/v1${address}${search.length > 0 ? '?' : ''}${search.join('&')}`,
      headers: { ...headers, ...(own as Record<string, string>) },
      body,
    }
  })
}

/** Errors that every operation can answer; all others must be documented. */
const generic = [400, 403, 404, 413, 415, 421]

/** Compares answers with the OpenAPI description of the operation. */
export function createReferee(document: OpenApi): (asked: Named, sent: Probe, reply: Reply) => void {
  const compiled = new Map<object, z.ZodType>()
  const compile = (schema: Record<string, unknown>) => {
    const known = compiled.get(schema) ?? toStrictSchema(document, schema)
    compiled.set(schema, known)
    return known
  }
  return ({ method, operation: { responses } }, sent, reply) => {
    expectNoFailure(reply)
    const { status, type: contentType, text } = reply
    if (sent.method !== method.toUpperCase() || isHeadTooLong(reply)) return
    const type = contentType.split(';')[0] ?? ''
    const answer = responses[status] ?? (generic.includes(status) ? responses['default'] : undefined)
    expect([status, answer]).toEqual([status, expect.anything()])
    const content = answer?.content
    expect(content ? Object.keys(content) : ['']).toContain(type)
    if (type !== 'application/json') return
    const { error } = compile(content?.[type]?.schema ?? {}).safeParse(JSON.parse(text))
    expect(error?.issues).toBe(undefined)
  }
}
