import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql'
import { assertMayUse } from '../operations/scopes.ts'
import type { GraphqlContext } from './builder.ts'

type Resolver = GraphQLFieldResolver<unknown, GraphqlContext>

/** Makes every operation check the scope of the request's principal first. Changes the schema in place. */
export function requireScopes(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      field.resolve = guard(field.name, field.resolve ?? defaultFieldResolver)
    }
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    if (field.subscribe) field.subscribe = guard(field.name, field.subscribe)
  }
  return schema
}

const guard =
  (operation: string, resolve: Resolver): Resolver =>
  (source, args, context, info) => {
    assertMayUse(context.principal, operation)
    return resolve(source, args, context, info)
  }
