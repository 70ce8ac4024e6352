import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { TRPC_ERROR_CODES_BY_KEY, type TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import { z } from 'zod'
import { AppError, type ErrorCode } from '../../core/app-error.ts'
import { isDatabaseDown } from '../../core/db.ts'
import { orBrokenOff } from '../request-broke-off.ts'
import type { Log } from '../../core/log.ts'

/** tRPC's clients try again, for ever, what is a 5xx, and give up what is a 4xx. It knows no 410 and no 421. */
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
  unavailable: 'SERVICE_UNAVAILABLE',
} satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>

/** What the caller can act on, in tRPC's codes; everything else is masked. */
function translate(error: TRPCError): TRPCError {
  const cause = orBrokenOff(error.cause)
  if (cause instanceof AppError) return new TRPCError({ code: codeOf[cause.code], message: cause.message })
  if (isDatabaseDown(cause)) {
    return new TRPCError({
      code: 'SERVICE_UNAVAILABLE',
      message: 'The database cannot be reached; try again',
    })
  }
  // An output that is not what its schema says is a ZodError too, but no BAD_REQUEST.
  if (error.code === 'BAD_REQUEST' && cause instanceof z.ZodError) {
    return new TRPCError({ code: 'BAD_REQUEST', message: describe(cause) })
  }
  if (getHTTPStatusCodeFromError(error) < 500) return error
  return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'Unexpected error' })
}

function describe({ issues: [issue] }: z.ZodError): string {
  const field = issue?.path.join('.') || 'input'
  return `${field}: ${issue?.message ?? 'is not valid'}`
}

type Failure = {
  error: TRPCError
  path: string | undefined
  ctx: { requestId: string } | undefined
}

export function formatError({ error, path, ctx }: Failure) {
  const shown = translate(error)
  return {
    code: TRPC_ERROR_CODES_BY_KEY[shown.code],
    message: shown.message,
    data: {
      code: shown.code,
      httpStatus: getHTTPStatusCodeFromError(shown),
      path,
      requestId: shown.code === 'INTERNAL_SERVER_ERROR' ? ctx?.requestId : undefined,
    },
  }
}

/** What the edge refuses before the door sees it, in the door's notation; clients take it for every call of a batch. */
export const toTrpcRefusal = (cause: AppError) => ({
  error: formatError({
    error: new TRPCError({ code: codeOf[cause.code], cause }),
    path: undefined,
    ctx: undefined,
  }),
})

/** Once for each failed call, whichever way its error is answered. */
export function logError(log: Log, { error, path, ctx }: Failure): void {
  const { code } = translate(error)
  const about = { err: error.cause ?? error, requestId: ctx?.requestId, path }
  if (isDatabaseDown(orBrokenOff(error.cause))) log.warn(about, 'The database cannot be reached')
  else if (code === 'INTERNAL_SERVER_ERROR') log.error(about, 'Unexpected error')
}
