import { QueryCache, QueryClient } from '@tanstack/react-query'
import { createClient } from '../create-client.ts'
import { isServerUnreachable, isUnauthorized } from './describe-error.ts'
import { askForToken, readToken } from './token.ts'

/** The only module that talks to the server. Queries are beside the view that shows them, in `*-queries.ts`. */
export const client = createClient({ url: location.origin, token: readToken() })

/** Is sent even while the page is unloading, when tRPC's client would still be collecting a batch. */
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
