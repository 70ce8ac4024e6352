import type { GraphQLError, GraphQLErrorExtensions } from 'graphql'
import { createGraphQLError } from 'graphql-yoga'
import { AppError, type ErrorCode } from '../../core/app-error.ts'
import { isDatabaseDown } from '../../core/db.ts'
import { orBrokenOff } from '../request-broke-off.ts'
import type { RequestContext } from './builder.ts'

const codeOf = {
  badInput: 'BAD_INPUT',
  unauthenticated: 'UNAUTHENTICATED',
  forbidden: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  methodNotAllowed: 'BAD_INPUT',
  conflict: 'CONFLICT',
  gone: 'NOT_FOUND',
  tooLarge: 'BAD_INPUT',
  unsupportedMediaType: 'BAD_INPUT',
  misdirected: 'FORBIDDEN',
  unavailable: 'UNAVAILABLE',
} satisfies Record<ErrorCode, string>

/** What the edge refuses before the door sees it, in the door's notation. */
export const toGraphqlRefusal = ({ code, message }: AppError) => ({
  errors: [{ message, extensions: { code: codeOf[code] } }],
})

/** `http` is Yoga's: it becomes the answer's status (`spec`: not where GraphQL says 200) and is not given out. */
const unavailable = {
  code: codeOf.unavailable,
  http: { status: 503, headers: { 'Retry-After': '1' } },
} satisfies GraphQLErrorExtensions

/** What the caller can act on is said; everything else is a bug: logged here, once, and masked. */
export function toShownError(error: GraphQLError, { log, requestId }: RequestContext): GraphQLError {
  const cause = orBrokenOff(findCause(error))
  if (cause instanceof AppError) {
    const code = codeOf[cause.code]
    return replace(error, cause.message, code === codeOf.unavailable ? unavailable : { code })
  }
  // A query that does not parse or does not fit the schema: graphql-js and Yoga say what is wrong with it.
  if (isGraphQLError(cause)) {
    const { http = { status: 400, spec: true } } = cause.extensions
    return replace(error, error.message, { code: codeOf.badInput, http })
  }
  if (isDatabaseDown(cause)) {
    log.warn({ err: cause, requestId }, 'The database cannot be reached')
    return replace(error, 'The database cannot be reached; try again', unavailable)
  }
  log.error({ err: cause, requestId, path: error.path }, 'Unexpected error')
  const http = { status: 500 }
  return replace(error, 'Unexpected error', { code: 'INTERNAL_SERVER_ERROR', requestId, http })
}

const findCause = (error: unknown): unknown =>
  isGraphQLError(error) && error.originalError ? findCause(error.originalError) : error

/** By its name: a package that brings a copy of graphql-js of its own throws errors of another class. */
const isGraphQLError = (error: unknown): error is GraphQLError =>
  error instanceof Error && error.name === 'GraphQLError'

function replace(error: GraphQLError, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  const { nodes = null, source = null, positions = null, path = null } = error
  return createGraphQLError(message, { nodes, source, positions, path, extensions })
}
