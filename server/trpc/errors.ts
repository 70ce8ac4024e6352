import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { TRPC_ERROR_CODES_BY_KEY, type TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import { z } from 'zod'
import { AppError } from '../../core/app-error.ts'
import type { Log } from '../../core/process/log.ts'
import type { ErrorNotation } from '../http/errors.ts'
import { hasInput } from './input-forms.ts'
import { describeProblems } from '../http/describe-problems.ts'
import {
  classifyError,
  type ClassifiedError,
  logClassified,
  type ShownError,
} from '../http/classify-error.ts'

/** tRPC clients retry a 5xx indefinitely and give up after a 4xx. tRPC has no code for 410 or 421. */
const codeOf = {
  badInput: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  methodNotAllowed: 'METHOD_NOT_SUPPORTED',
  conflict: 'CONFLICT',
  gone: 'NOT_FOUND',
  tooLarge: 'PAYLOAD_TOO_LARGE',
  unsupportedMediaType: 'UNSUPPORTED_MEDIA_TYPE',
  misdirected: 'FORBIDDEN',
  tooManyRequests: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
  unexpected: 'INTERNAL_SERVER_ERROR',
} satisfies Record<ShownError['code'], TRPC_ERROR_CODE_KEY>

type Issue = z.core.$ZodIssue

/** Names the fields as GraphQL does, for both forms of an input. */
const toFieldIssues = (issue: Issue): Issue[] =>
  issue.code === 'invalid_union' && issue.path.length === 0
    ? chooseForm(issue.errors).flatMap(toFieldIssues)
    : [{ ...issue, path: issue.path[0] === 'input' ? issue.path.slice(1) : issue.path }]

/** The issues of the form that the client has used. */
const chooseForm = ([withInput = [], flat = []]: Issue[][]): Issue[] =>
  flat.some(({ message }) => message === hasInput) ? withInput : flat

/** Undefined when tRPC itself has refused the call, with a message that the client can read. */
function classify(error: TRPCError): ClassifiedError | undefined {
  const { cause } = error
  // An output that does not match its schema is a ZodError too, but not a BAD_REQUEST.
  if (error.code === 'BAD_REQUEST' && cause instanceof z.ZodError)
    return { code: 'badInput', message: describeProblems(cause.issues.flatMap(toFieldIssues)) }
  const classified = classifyError(cause)
  return classified.code === 'unexpected' && getHTTPStatusCodeFromError(error) < 500 ? undefined : classified
}

type Failure = {
  error: TRPCError
  path: string | undefined
  ctx: { requestId: string } | undefined
}

export function formatError({ error, path, ctx }: Failure) {
  const classified = classify(error)
  const code = classified ? codeOf[classified.code] : error.code
  return {
    code: TRPC_ERROR_CODES_BY_KEY[code],
    message: (classified ?? error).message,
    data: {
      code,
      httpStatus: getHTTPStatusCodeFromError(new TRPCError({ code })),
      path,
      requestId: classified?.code === 'unexpected' ? ctx?.requestId : undefined,
    },
  }
}

/** The form of errors that the edge answers in place of this door. Clients apply it to every call of a batch. */
export const toTrpcRefusal: ErrorNotation = ({ code, message }, requestId) => ({
  error: formatError({
    error: new TRPCError({
      code: codeOf[code],
      cause: code === 'unexpected' ? undefined : new AppError(code, message),
    }),
    path: undefined,
    ctx: requestId === undefined ? undefined : { requestId },
  }),
})

export const isUnavailable = (error: TRPCError): boolean => classify(error)?.code === 'unavailable'

/** Logs a failed call once, in whichever form its error is answered. */
export function logError(log: Log, { error, path, ctx }: Failure): void {
  const classified = classify(error)
  const about = { err: error.cause ?? error, requestId: ctx?.requestId, path }
  if (classified) logClassified(log, classified, about)
}
