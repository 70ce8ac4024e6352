import type { GraphQLSchema } from 'graphql'
import { builder } from './builder.ts'
import './account.ts'
import './feed-mutations.ts'
import './feed-queries.ts'
import './imports.ts'
import './job-mutations.ts'
import './job-options.ts'
import './job-queries.ts'
import './job-subscriptions.ts'
import './lists.ts'
import './scalars.ts'
import './settings.ts'
import './todo-mutations.ts'
import './todo-queries.ts'
import './todo-subscriptions.ts'
import { requireScopes } from './require-scopes.ts'

builder.queryType({ description: 'Read operations.' })
builder.mutationType({ description: 'Write operations.' })
builder.subscriptionType({ description: 'Live updates, as server-sent events.' })

export const schema: GraphQLSchema = requireScopes(builder.toSchema())
