import { isTRPCClientError } from '@trpc/client'
import type { AppRouter } from '../../server/trpc/router.ts'
import { common } from './messages/common.ts'
import { splitProblems, translateServerMessage } from './messages/server-messages.ts'

export type Problem = {
  message: string
  /** The field that the server refuses, if the error is about one. */
  field: string | undefined
  /** Those of more fields. */
  others?: readonly Problem[]
}

/** A request other than those of tRPC did not reach the server. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super(common.unreachable, { cause })
  }
}

/** The server refused a request other than those of tRPC. */
export class RefusedError extends Error {
  readonly status: number
  /** Seconds to wait, after too many attempts. */
  readonly retryAfter: number | undefined

  constructor(status: number, reason: string, retryAfter?: number) {
    super(reason)
    this.status = status
    this.retryAfter = retryAfter
  }
}

/** The message to show for an error. */
export function describeError(error: unknown): Problem {
  if (error instanceof RefusedError && [400, 409].includes(error.status))
    return describeInputError(error.message)
  if (!isTRPCClientError<AppRouter>(error))
    return { message: translateServerMessage(toText(error)), field: undefined }
  if (isServerUnreachable(error)) return { message: common.unreachable, field: undefined }
  if (error.data?.code === 'BAD_REQUEST') return describeInputError(error.message)
  const message = translateServerMessage(error.message)
  const requestId = error.data?.requestId
  return {
    message: requestId === undefined ? message : common.ofRequest(message, requestId),
    field: undefined,
  }
}

/** What is wrong with one field of a form. */
export const findProblemOf = (field: string, problem: Problem | undefined): string | undefined =>
  problem && [problem, ...(problem.others ?? [])].find(one => one.field === field)?.message

/** The server names the fields that it refuses: `title: must not be empty; deadlineOn: must be a date`. */
function describeInputError(text: string): Problem {
  const problems = splitProblems(text).map(({ path, text: message }) => ({
    message: translateServerMessage(message),
    field: path?.split('.').at(-1),
  }))
  const [first = { message: text, field: undefined }, ...others] = problems
  return { ...first, ...(others.length > 0 && { others }) }
}

/** There was no answer, or it came from a proxy while the server restarts. */
export const isServerUnreachable = (error: unknown): boolean =>
  error instanceof UnreachableError ||
  (isTRPCClientError<AppRouter>(error) && (!error.data || error.data.code === 'SERVICE_UNAVAILABLE'))

export const isUnauthorized = (error: unknown): boolean =>
  (error instanceof RefusedError && error.status === 401) ||
  (isTRPCClientError<AppRouter>(error) && (error.data?.code === 'UNAUTHORIZED' || isRefusedStream(error)))

/** A stream that is refused has no more than a status. */
const isRefusedStream = ({ cause }: Error): boolean =>
  cause instanceof Object && 'code' in cause && cause.code === 401

export const isNotFound = (error: unknown): boolean =>
  isTRPCClientError<AppRouter>(error) && error.data?.code === 'NOT_FOUND'

const toText = (error: unknown) => (error instanceof Error ? error.message : String(error))
