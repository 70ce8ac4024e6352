import { QueryCache, QueryClient } from '@tanstack/react-query'
import { createClient } from '../create-client.ts'
import { isServerUnreachable, isUnauthorized } from './describe-error.ts'
import { askForToken, readToken } from './token.ts'

/** The only module that talks to the server. Queries are beside the view that shows them, in `*-queries.ts`. */
export const client = createClient({
  url: location.origin,
  token: readToken(),
  // A change that is made just before the page is closed is still sent.
  fetch: (input, init) => fetch(input, { ...init, keepalive: isSmall(init?.body) }),
})

/** Browsers refuse more than 64 KiB in all requests with `keepalive` that are under way. */
const maxKeptLength = 4_000

function isSmall(body: BodyInit | null | undefined): boolean {
  return typeof body === 'string' && body.length <= maxKeptLength
}

const staleMs = 10_000
const maxRetries = 3
const unreachableRefetchMs = 5_000

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: error => isUnauthorized(error) && askForToken() }),
  defaultOptions: {
    queries: {
      staleTime: staleMs,
      // A refusal would be repeated; an unreachable server may come back.
      retry: (failures, error) => failures < maxRetries && isServerUnreachable(error),
      // The view refreshes by itself once the server is back.
      refetchInterval: ({ state: { data, error } }) =>
        data !== undefined && isServerUnreachable(error) ? unreachableRefetchMs : false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
