import SchemaBuilder from '@pothos/core'
import RelayPlugin from '@pothos/plugin-relay'
import type { YogaInitialContext } from 'graphql-yoga'
import type { Instant } from '../../schema/instant.ts'
import type { PlainDate } from '../../schema/plain-date.ts'
import type { RequestContext } from '../context.ts'
import { relay } from './relay-descriptions.ts'

export type GraphqlContext = RequestContext & YogaInitialContext

/** Fields are non-null unless they say otherwise. */
export const builder = new SchemaBuilder<{
  Context: GraphqlContext
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: string; Output: Instant }
    Date: { Input: string; Output: PlainDate }
    Minutes: { Input: number; Output: number }
  }
  DefaultFieldNullability: false
  DefaultEdgesNullability: false
  DefaultNodeNullability: false
}>({
  plugins: [RelayPlugin],
  defaultFieldNullability: false,
  relay,
})
