import * as fc from 'fast-check'
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { hostileNumber, orHostile } from './hostile.ts'
import { likelyText, type Wish } from './likely-texts.ts'

type Arguments = Record<string, { type: string; value: unknown; isVariable: boolean }>
type Selection = { name: string; arguments: Arguments; selections: Selection[]; frills: string }
export type GraphqlOperation = { query: string; variables: Record<string, unknown> }

/** The depth of operations: the nodes of a list, their fields, and the fields of those. */
const maxDepth = 5

/** Operations that match the schema; wild ones do so except for the values of their arguments. */
export function fromGraphqlSchema(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation' | 'subscription',
  isWild: boolean,
) {
  const root = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[kind]
  if (!root) throw new Error(`The schema has no ${kind}`)
  const most = kind === 'subscription' ? 1 : 3
  return ofObject(root, maxDepth, isWild, most).map(selections => print(kind, selections))
}

function ofObject(
  type: GraphQLObjectType,
  depth: number,
  isWild: boolean,
  most = Infinity,
): fc.Arbitrary<Selection[]> {
  const fields = Object.values(type.getFields()).filter(
    field => depth > 1 || isLeafType(getNamedType(field.type)),
  )
  return fc.subarray(fields, { minLength: 1, maxLength: Math.min(most, fields.length) }).chain(chosen =>
    fc.tuple(
      ...chosen.map(field => {
        const inner = getNamedType(field.type)
        return fc.record({
          name: fc.constant(field.name),
          arguments: ofArguments(field.args, { isWild, about: field.name }),
          selections: isObjectType(inner) ? ofObject(inner, depth - 1, isWild) : fc.constant<Selection[]>([]),
          frills: fc.constantFrom('', '', '', ' @include(if: true)', ' @skip(if: false)'),
        })
      }),
    ),
  )
}

function ofArguments(args: readonly GraphQLArgument[], wish: Wish): fc.Arbitrary<Arguments> {
  const values = args.map(({ name, type }) => [
    name,
    fc.record({
      type: fc.constant(String(type)),
      value: ofInput(type, wish, name),
      isVariable: fc.boolean(),
    }),
  ])
  return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<Arguments[string]>>, {
    requiredKeys: requiredOf(args),
  })
}

const requiredOf = (fields: readonly (GraphQLArgument | GraphQLInputField)[]) =>
  fields
    .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
    .map(({ name }) => name)

function ofInput(type: GraphQLInputType, wish: Wish, name: string): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return ofInput(type.ofType, wish, name)
  const wanted = ofNullable(type, wish, name)
  return wish.isWild ? orHostile(wanted) : wanted
}

function ofNullable(type: GraphQLInputType, wish: Wish, name: string): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(ofInput(type.ofType, wish, name), { minLength: 1, maxLength: 5 })
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(value => ({ [enumMark]: value.name })))
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
    const values = fields.map(field => [field.name, ofInput(field.type, wish, field.name)])
    return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: requiredOf(fields),
    })
  }
  const kind = getNamedType(type).name
  if (kind === 'Boolean') return fc.boolean()
  if (kind === 'Minutes' || kind === 'Int')
    return wish.isWild ? hostileNumber : fc.integer({ min: 5, max: 100 })
  return likelyText(name, wish)
}

/** An enum value: bare in a document, a string in JSON. */
const enumMark = 'enum value'
const isEnumValue = (value: unknown): value is { [enumMark]: string } =>
  typeof value === 'object' && value !== null && enumMark in value
const toJson = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner) => (isEnumValue(inner) ? inner[enumMark] : inner))

/** @see https://spec.graphql.org/October2021/#sec-Names */
const isName = (key: string) => /^[_A-Za-z]\w*$/.test(key)

function toLiteral(value: unknown): string {
  if (isEnumValue(value)) return value[enumMark]
  if (Array.isArray(value)) return `[${value.map(toLiteral).join(' ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(([key]) => isName(key))
  return `{${fields.map(([key, inner]) => `${key}: ${toLiteral(inner)}`).join(' ')}}`
}

function print(kind: string, selections: Selection[]): GraphqlOperation {
  const variables: Record<string, unknown> = {}
  const declarations: string[] = []
  const printArgument = ([name, { type, value, isVariable }]: [string, Arguments[string]]) => {
    if (!isVariable) return `${name}: ${toLiteral(value)}`
    const variable = `v${declarations.length}`
    declarations.push(`$${variable}: ${type}`)
    variables[variable] = toJson(value)
    return `${name}: $${variable}`
  }
  const printAll = (all: Selection[]): string => {
    const fields = all.map(({ name, arguments: given, selections, frills }) => {
      const args = Object.entries(given).map(printArgument)
      const inner = selections.length > 0 ? ` ${printAll(selections)}` : ''
      return `${name}${args.length > 0 ? `(${args.join(' ')})` : ''}${frills}${inner}`
    })
    return `{ ${fields.join(' ')} }`
  }
  const body = printAll(selections)
  const head = declarations.length > 0 ? `${kind} (${declarations.join(' ')})` : kind
  return { query: `${head} ${body}`, variables }
}
