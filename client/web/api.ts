import { QueryCache, QueryClient } from '@tanstack/react-query'
import { createClient } from '../create-client.ts'
import { isServerAway, isTokenWanted } from './describe-error.ts'
import { askForToken, readToken } from './token.ts'

/** What talks to the server. What is asked for stands beside the view that shows it, as `*-queries.ts`. */
export const client = createClient({ url: location.origin, token: readToken() })

/** Is sent even though the page is going away, where tRPC's client would still collect a batch. */
export async function deleteOnLeaving(todoId: number): Promise<void> {
  const token = readToken()
  await fetch(`/api/v1/todos/${todoId}`, {
    method: 'DELETE',
    keepalive: true,
    ...(token !== undefined && { headers: { Authorization: `Bearer ${token}` } }),
  })
}

const staleMs = 10_000
const maxRetries = 3
const awayMs = 5_000

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: error => isTokenWanted(error) && askForToken() }),
  defaultOptions: {
    queries: {
      staleTime: staleMs,
      // What the server refuses it will refuse again; a server that is away comes back.
      retry: (failures, error) => failures < maxRetries && isServerAway(error),
      // What is shown becomes current by itself once the server is back.
      refetchInterval: ({ state: { data, error } }) =>
        data !== undefined && isServerAway(error) ? awayMs : false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
