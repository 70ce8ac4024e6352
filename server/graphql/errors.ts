import type { GraphQLError, GraphQLErrorExtensions } from 'graphql'
import { createGraphQLError } from 'graphql-yoga'
import type { RequestContext } from '../context.ts'
import { classifyError, logClassified, type ShownError } from '../http/classify-error.ts'
import { type ErrorNotation, retryAfterSeconds } from '../http/errors.ts'
import { persistedQueryCode } from './json-request-parser.ts'

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
  tooManyRequests: 'TOO_MANY_REQUESTS',
  unavailable: 'UNAVAILABLE',
  unexpected: 'INTERNAL_SERVER_ERROR',
} satisfies Record<ShownError['code'], string>

/** The form of errors that the edge answers in place of this door. */
export const toGraphqlRefusal: ErrorNotation = ({ code, message }, requestId) => ({
  errors: [{ message, extensions: { code: codeOf[code], requestId } }],
})

/** The status of responses with these errors. Yoga reads `extensions.http` and does not send it. */
const httpOf: Partial<Record<ShownError['code'], GraphQLErrorExtensions['http']>> = {
  unavailable: { status: 503, headers: { 'Retry-After': retryAfterSeconds } },
  unexpected: { status: 500 },
}

export function toShownError(error: GraphQLError, { log, requestId }: RequestContext): GraphQLError {
  const cause = findCause(error)
  // A query that is malformed or does not match the schema: the message of graphql-js or Yoga says why.
  if (isGraphQLError(cause)) {
    // `spec`: not where the GraphQL over HTTP specification demands 200.
    const { http = { status: 400, spec: true }, code } = cause.extensions
    return replace(error, error.message, {
      code: code === persistedQueryCode ? code : codeOf.badInput,
      http,
    })
  }
  const classified = classifyError(cause)
  const { code, message } = classified
  logClassified(log, classified, { err: cause, requestId, path: error.path })
  const http = httpOf[code]
  return replace(error, message, {
    code: codeOf[code],
    ...(code === 'unexpected' && { requestId }),
    ...(http && { http }),
  })
}

const findCause = (error: unknown): unknown =>
  isGraphQLError(error) && error.originalError ? findCause(error.originalError) : error

/** Checks the name: a package with its own copy of graphql-js throws errors of another class. */
const isGraphQLError = (error: unknown): error is GraphQLError =>
  error instanceof Error && error.name === 'GraphQLError'

function replace(error: GraphQLError, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  const { nodes = null, source = null, positions = null, path = null } = error
  return createGraphQLError(message, { nodes, source, positions, path, extensions })
}
