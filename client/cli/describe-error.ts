import { isTRPCClientError } from '@trpc/client'
import { toPrintable } from '../../schema/to-printable.ts'
import type { AppRouter } from '../../server/trpc/router.ts'

/** One sentence for the user. */
export function describeError(error: unknown, { url, hasToken }: { url: string; hasToken: boolean }): string {
  if (!isTRPCClientError<AppRouter>(error)) return error instanceof Error ? error.message : String(error)
  const status = error.data?.httpStatus ?? readStatus(error)
  if (status === 401) {
    return hasToken
      ? `The server at ${url} rejected the API token: check --token or API_TOKEN.`
      : `The server at ${url} requires an API token: pass --token or set API_TOKEN.`
  }
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
  if (error.cause instanceof TypeError) return `The server at ${url} does not respond: is it running?`
  return `The server at ${url} is not a TaskOverflow server.`
}

/** The status of a response that did not come from the tRPC door. */
function readStatus({ meta }: { meta: Record<string, unknown> | undefined }): number | undefined {
  const response = meta?.['response']
  return response instanceof Response ? response.status : undefined
}
