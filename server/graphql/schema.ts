import type { GraphQLSchema } from 'graphql'
import { builder } from './builder.ts'
import './date-time.ts'
import './feed-mutations.ts'
import './feed-queries.ts'
import './job-attempts.ts'
import './job-counts.ts'
import './job-mutations.ts'
import './job-options.ts'
import './job-queries.ts'
import './job-subscriptions.ts'
import './minutes.ts'
import './todo-mutations.ts'
import './todo-queries.ts'

builder.queryType({ description: 'What can be looked at.' })
builder.mutationType({ description: 'What can be changed.' })
builder.subscriptionType({ description: 'What can be watched, over server-sent events.' })

export const schema: GraphQLSchema = builder.toSchema()
