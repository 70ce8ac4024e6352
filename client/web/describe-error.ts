import { isTRPCClientError } from '@trpc/client'
import type { AppRouter } from '../../server/trpc/router.ts'

export type Problem = {
  message: string
  /** The input that the server does not take, if it is about one. */
  field: string | undefined
}

/** What is shown of whatever went wrong. */
export function describeError(error: unknown): Problem {
  if (!isTRPCClientError<AppRouter>(error)) return { message: toText(error), field: undefined }
  if (isServerAway(error)) return { message: 'The server cannot be reached.', field: undefined }
  if (error.data?.code === 'BAD_REQUEST') {
    const [, path, message] = /^([\w.]+): (.+)$/s.exec(error.message) ?? []
    if (path !== undefined && message !== undefined) return { message, field: path.split('.').at(-1) }
  }
  const requestId = error.data?.requestId
  return {
    message: requestId === undefined ? error.message : `${error.message} (request ${requestId})`,
    field: undefined,
  }
}

/** No answer, or one that did not come from the server itself: a proxy whose server restarts. */
export const isServerAway = (error: unknown): boolean =>
  isTRPCClientError<AppRouter>(error) && (!error.data || error.data.code === 'SERVICE_UNAVAILABLE')

export const isTokenWanted = (error: unknown): boolean =>
  isTRPCClientError<AppRouter>(error) && error.data?.code === 'UNAUTHORIZED'

export const isNotFound = (error: unknown): boolean =>
  isTRPCClientError<AppRouter>(error) && error.data?.code === 'NOT_FOUND'

const toText = (error: unknown) => (error instanceof Error ? error.message : String(error))
