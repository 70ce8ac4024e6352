import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCClient,
  type TRPCClientError,
} from '@trpc/client'
import type { inferRouterOutputs } from '@trpc/server'
import { EventSource } from 'eventsource'
import type { AppRouter } from '../server/trpc/router.ts'

export type Client = TRPCClient<AppRouter>

type Outputs = inferRouterOutputs<AppRouter>
export type Todo = Outputs['todo']
export type CalendarJob = Outputs['calendarJob']
export type CalendarJobAttempt = Outputs['calendarJobAttempts'][number]
export type CalendarFeed = Outputs['calendarFeed']
export type IssuedCalendarFeed = Outputs['createCalendarFeed']

/** The server refuses larger batches. */
const maxItems = 10
const firstRetryMs = 500
const maxRetryMs = 10_000

/**
 * A client of the server at `url`, such as `http://localhost:6400`. Subscriptions come back by themselves, and go on
 * where they were, whatever happens to the connection or the server.
 */
export function createClient({ url, token }: { url: string; token?: string | undefined }): Client {
  const door = `${url.replace(/\/+$/, '')}/trpc`
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: [
          retryLink<AppRouter>({
            retry: ({ error }) => isServerAway(error),
            retryDelayMs: attempts => Math.random() * Math.min(maxRetryMs, firstRetryMs * 2 ** attempts),
          }),
          httpSubscriptionLink({
            url: door,
            // In browsers too: their own cannot send a header.
            EventSource,
            eventSourceOptions: {
              fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
            },
          }),
        ],
        false: httpBatchLink({ url: door, maxItems, headers }),
      }),
    ],
  })
}

/**
 * An EventSource comes back by itself after a break, but takes any answer other than 200 for final: also the 502 of a
 * proxy whose server restarts, and the 503 of a server that has no place for one more stream.
 */
function isServerAway({ cause }: TRPCClientError<AppRouter>): boolean {
  return cause !== undefined && 'code' in cause && typeof cause.code === 'number' && cause.code >= 500
}
