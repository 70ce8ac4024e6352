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
export type ImportJob = Outputs['importJob']
export type CalendarJobAttempt = Outputs['calendarJobAttempts'][number]
export type CalendarFeed = Outputs['calendarFeed']
export type IssuedCalendarFeed = Outputs['createCalendarFeed']
export type List = Outputs['lists'][number]
export type Settings = Outputs['settings']
/** Null when the server has no accounts. */
export type Account = Outputs['account']

type ClientOptions = {
  url: string
  token?: string | undefined
  /** How long a query may take; it has failed then. Changes and streams have no limit. */
  queryTimeoutMs?: number
  /** Sends the requests. */
  fetch?: typeof globalThis.fetch
}

/** The server rejects larger batches. */
const maxItems = 10
const firstRetryMs = 500
const maxRetryMs = 10_000

/**
 * A client of the server at `url`, such as `http://localhost:6400`. Subscriptions reconnect and resume after any failure
 * of the connection or the server.
 */
export function createClient({
  url,
  token,
  queryTimeoutMs,
  fetch = globalThis.fetch,
}: ClientOptions): Client {
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
            // Used in browsers too, because the built-in one cannot send headers.
            EventSource,
            eventSourceOptions: {
              fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
            },
          }),
        ],
        false: httpBatchLink({
          url: door,
          maxItems,
          headers,
          fetch: (input, init) => fetch(input, withTimeout(init as RequestInit, queryTimeoutMs)),
        }),
      }),
    ],
  })
}

function withTimeout(request: RequestInit, timeoutMs: number | undefined): RequestInit {
  if (timeoutMs === undefined || request.method !== 'GET') return request
  const limit = AbortSignal.timeout(timeoutMs)
  return { ...request, signal: request.signal ? AbortSignal.any([request.signal, limit]) : limit }
}

/**
 * An EventSource reconnects after a broken connection, but gives up after any status other than 200. That includes the
 * 502 of a proxy whose server restarts, and the 503 of a server with too many streams.
 */
function isServerAway({ cause }: TRPCClientError<AppRouter>): boolean {
  return cause !== undefined && 'code' in cause && typeof cause.code === 'number' && cause.code >= 500
}
