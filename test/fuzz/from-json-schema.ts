import * as fc from 'fast-check'
import { anything, hostileNumber, hostileText, orHostile } from './hostile.ts'
import { likelyText, type Wish } from './likely-texts.ts'

/** The subset of JSON Schema that our own documents use for requests. */
export type JsonSchema = {
  type?: string | string[]
  anyOf?: JsonSchema[]
  enum?: unknown[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  pattern?: string
}

export function fromJsonSchema(schema: JsonSchema, wish: Wish, name = ''): fc.Arbitrary<unknown> {
  const wanted = asWanted(schema, wish, name)
  return wish.isWild ? orHostile(wanted) : wanted
}

function asWanted(schema: JsonSchema, wish: Wish, name: string): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(one => fromJsonSchema(one, wish, name)))
  if (schema.type === undefined) throw new Error(`No type: ${JSON.stringify(schema)}`)
  return fc.oneof(...[schema.type].flat().map(type => ofType(type, schema, wish, name)))
}

function ofType(type: string, schema: JsonSchema, wish: Wish, name: string): fc.Arbitrary<unknown> {
  const { minimum: min, maximum: max, minItems: minLength = 0, maxItems: maxLength = 8 } = schema
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return wish.isWild
        ? hostileNumber
        : fc.integer({ ...(min !== undefined && { min }), ...(max !== undefined && { max }) })
    case 'number':
      return name === 'id' ? likelyText(name, wish) : hostileNumber
    case 'string':
      return schema.pattern === undefined || wish.isWild
        ? likelyText(name, wish)
        : fc.stringMatching(new RegExp(schema.pattern))
    case 'array':
      return fc.array(fromJsonSchema(schema.items ?? {}, wish, name), { minLength, maxLength })
    case 'object':
      return ofObject(schema, wish)
    default:
      throw new Error(`No generator for ${type}`)
  }
}

function ofObject({ properties = {}, required = [] }: JsonSchema, wish: Wish): fc.Arbitrary<object> {
  const fields = Object.entries(properties).map(
    ([name, schema]) => [name, fromJsonSchema(schema, wish, name)] as const,
  )
  const wanted = fc.record(Object.fromEntries(fields), { requiredKeys: wish.isWild ? [] : required })
  if (!wish.isWild) return wanted
  const more = fc.dictionary(hostileText, anything, { minKeys: 1, maxKeys: 2 })
  return fc.oneof(
    { weight: 4, arbitrary: wanted },
    { weight: 1, arbitrary: fc.tuple(wanted, more).map(([some, others]) => ({ ...some, ...others })) },
  )
}
