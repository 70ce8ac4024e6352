import { MutationCache, QueryCache } from '@tanstack/react-query'
import { createClient } from '../create-client.ts'
import { onSignedInAgain, onUnauthorized } from './account/access.ts'
import { isServerUnreachable, isUnauthorized, UnreachableError } from './describe-error.ts'
import { common } from './messages/common.ts'
import { PageQueryClient } from './page-query-client.ts'
import { watchServer } from './server-status.ts'
import { readToken } from './token.ts'

/** Without a sign, a connection can have broken; the slowest query of a busy server takes less. */
const queryTimeoutMs = 30_000

/** The only client of the API; accounts have theirs (`account/auth-api.ts`). Queries are beside the view that shows them, in `*-queries.ts`. */
export const client = createClient({
  url: location.origin,
  token: readToken(),
  queryTimeoutMs,
  // A change that is made just before the page is closed is still sent.
  fetch: (input, init) => fetch(input, { ...init, keepalive: isSmall(init?.body) }),
})

/** Uploads a file, which is its own body. @returns the answer's JSON @throws Error with the server's reason */
export async function uploadFile(path: string, file: Blob): Promise<unknown> {
  const token = readToken()
  const headers = {
    'Content-Type': 'application/octet-stream',
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  }
  const response = await send(path, { method: 'POST', headers, body: file })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer
  if (response.status === 401) void onUnauthorized()
  const { error } = (answer ?? {}) as { error?: string }
  throw new Error(error ?? common.answeredWith(response.status))
}

/** Whether the server accepts the token, whatever the cookie is. @throws UnreachableError */
export async function isTokenAccepted(token: string): Promise<boolean> {
  // Other characters are not allowed in a header.
  if (!/^[!-~]+$/.test(token)) return false
  const headers = { Authorization: `Bearer ${token}` }
  const { status } = await send('/api/v1/settings', { headers, credentials: 'omit' })
  return status !== 401
}

async function send(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request)
  } catch (cause) {
    throw new UnreachableError(cause)
  }
}

/** Browsers refuse more than 64 KiB in all requests with `keepalive` that are under way. */
const maxKeptLength = 4_000

function isSmall(body: BodyInit | null | undefined): boolean {
  return typeof body === 'string' && body.length <= maxKeptLength
}

const staleMs = 10_000
const maxRetries = 3
const unreachableRefetchMs = 5_000

function onError(error: unknown): void {
  if (isUnauthorized(error)) void onUnauthorized()
}

export const queryClient = new PageQueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
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

onSignedInAgain(() => void queryClient.invalidateQueries())

const probeTimeoutMs = 10_000
watchServer(queryClient, () =>
  client.settings.query(undefined, { signal: AbortSignal.timeout(probeTimeoutMs) }),
)
