import { isTRPCClientError } from '@trpc/client'
import { toPrintable } from '../../schema/to-printable.ts'
import type { AppRouter } from '../../server/trpc/router.ts'

/** `given` by --token or the environment, or `stored` by login. */
export type TokenSource = 'none' | 'given' | 'stored'

type Request = { url: string; tokenSource: TokenSource }

/** One sentence for the user. */
export function describeError(error: unknown, { url, tokenSource }: Request): string {
  if (!isTRPCClientError<AppRouter>(error)) return error instanceof Error ? error.message : String(error)
  const status = error.data?.httpStatus ?? readStatus(error)
  if (status === 401) return `The server at ${url} ${unauthorized[tokenSource]}.`
  if (error.data) {
    const { requestId } = error.data
    const message = toPrintable(error.message)
    return requestId === undefined ? message : `${message} (request ${requestId})`
  }
  if (status === 502 || status === 503 || status === 504)
    return `The server at ${url} is unavailable (status ${status}): try again later.`
  if (status !== undefined)
    return `The server at ${url} returned status ${status}: is it a TaskOverflow server?`
  // fetch throws a TypeError without a response. A response that is not JSON causes a SyntaxError.
  if (error.cause instanceof TypeError) return describeNoResponse(url)
  return `The server at ${url} is not a TaskOverflow server.`
}

export const describeNoResponse = (url: string): string =>
  `The server at ${url} does not respond: is it running?`

const unauthorized: Record<TokenSource, string> = {
  none: 'requires a token: run login, or pass --token',
  given: 'rejected the token: check --token, TASKOVERFLOW_TOKEN or API_TOKEN, or run login',
  stored: 'rejected the stored token, which may have expired or been revoked: run login',
}

/** The status of a response that did not come from the tRPC door. */
function readStatus({ meta }: { meta: Record<string, unknown> | undefined }): number | undefined {
  const response = meta?.['response']
  return response instanceof Response ? response.status : undefined
}
