import { isTRPCClientError } from '@trpc/client'
import type { AppRouter } from '../../server/trpc/router.ts'

/** One sentence for whoever sits at the terminal. */
export function describeError(error: unknown, url: string): string {
  if (!isTRPCClientError<AppRouter>(error)) return error instanceof Error ? error.message : String(error)
  if (error.data?.code === 'UNAUTHORIZED') {
    return `The server at ${url} wants an API token: give --token, or set API_TOKEN.`
  }
  if (error.data) {
    const { requestId } = error.data
    return requestId === undefined ? error.message : `${error.message} (request ${requestId})`
  }
  const status = readStatus(error)
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
