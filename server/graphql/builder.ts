import type { ServerResponse } from 'node:http'
import SchemaBuilder from '@pothos/core'
import RelayPlugin from '@pothos/plugin-relay'
import type { YogaInitialContext } from 'graphql-yoga'
import type { CalendarJobAttempt } from '../../schema/calendar-job-attempt.ts'
import type { Instant } from '../../schema/instant.ts'
import type { ServerContext } from '../context.ts'
import { relay } from './relay-descriptions.ts'

/** What one request brings besides what all of them stand on. */
export type RequestContext = ServerContext & {
  /** Of absolute URLs, without a slash at its end. */
  baseUrl: string
  requestId: string
  /** Of the jobs of one page in one statement. */
  findAttempts: (jobId: string) => Promise<CalendarJobAttempt[]>
  /** Node.js' own response, which is destroyed when the server drains. */
  outgoing: ServerResponse
}

/** Nothing is null unless it says so. */
export const builder = new SchemaBuilder<{
  Context: RequestContext & YogaInitialContext
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: string; Output: Instant }
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
