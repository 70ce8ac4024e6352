import { isTRPCClientError } from '@trpc/client'
import { toPrintable } from '../../schema/to-printable.ts'
import type { AppRouter } from '../../server/trpc/router.ts'

/** One sentence for the person at the terminal. */
export function describeError(error: unknown, { url, hasToken }: { url: string; hasToken: boolean }): string {
  if (!isTRPCClientError<AppRouter>(error)) return error instanceof Error ? error.message : String(error)
  const status = error.data?.httpStatus ?? readStatus(error)
  if (status === 401) {
    return hasToken
      ? `The server at ${url} does not accept this API token: check --token, or API_TOKEN.`
      : `The server at ${url} wants an API token: give --token, or set API_TOKEN.`
  }
  if (error.data) {
    const { requestId } = error.data
    const message = toPrintable(error.message)
    return requestId === undefined ? message : `${message} (request ${requestId})`
  }
  if (status === 502 || status === 503 || status === 504)
    return `The server at ${url} is not available now (status ${status}): try again later.`
  if (status !== undefined) return `What answers at ${url} cannot do it (status ${status}).`
  // Of fetch, which got no answer at all; an answer that is no JSON is a SyntaxError.
  if (error.cause instanceof TypeError) return `No server answers at ${url}: is it running?`
  return `What answers at ${url} is no TaskOverflow server.`
}

/** Of an answer that did not come from the door itself. */
function readStatus({ meta }: { meta: Record<string, unknown> | undefined }): number | undefined {
  const response = meta?.['response']
  return response instanceof Response ? response.status : undefined
}
