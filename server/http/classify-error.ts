import { AppError, type ErrorCode } from '../../core/app-error.ts'
import { type DatabaseTrouble, findDatabaseTrouble } from '../../core/database/db.ts'
import type { Log } from '../../core/process/log.ts'

/** An error as clients can see it. Each door writes it in its own form. */
export type ShownError = { code: ErrorCode | 'unexpected'; message: string }

export type ClassifiedError = ShownError & {
  /** How the error is logged, with its cause; undefined when only the client can do something about it. */
  logAs?: { level: 'warn' | 'error'; message: string }
}

const troubles: Record<DatabaseTrouble, { message: string; logged: string }> = {
  unreachable: {
    message: 'The database cannot be reached; try again',
    logged: 'The database cannot be reached',
  },
  busy: {
    message: 'The server is busy; try again',
    logged: 'All connections to the database are in use',
  },
  slow: {
    message: 'The database took too long; try again',
    logged: 'A statement took longer than allowed',
  },
}

/**
 * Decides for all doors what the client learns about an error. An AppError and an aborted request are normal, a database
 * that does not answer is `unavailable`, and everything else is a bug, whose message is masked.
 */
export function classifyError(error: unknown): ClassifiedError {
  if (error instanceof AppError) return { code: error.code, message: error.message }
  if (isAborted(error)) return { code: 'badInput', message: 'The request was aborted' }
  const trouble = findDatabaseTrouble(error)
  if (trouble) {
    const { message, logged } = troubles[trouble]
    return { code: 'unavailable', message, logAs: { level: 'warn', message: logged } }
  }
  const message = 'Unexpected error'
  return { code: 'unexpected', message, logAs: { level: 'error', message } }
}

/** The reasons, as an error or as a string, with which @hono/node-server aborts a request whose client has left. */
const reasonsOfAbort = ['Client connection prematurely closed.', 'Error: aborted']
/** kysely's error for requests that still run when a drain has closed their connections and then the database. */
const databaseClosed = 'driver has already been destroyed'

function isAborted(error: unknown): boolean {
  if (typeof error === 'string') return reasonsOfAbort.includes(error)
  if (!(error instanceof Error)) return false
  // Node.js' error for a request whose client has left before the end of the body.
  const isLostBody = error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
  return (
    error.name === 'AbortError' ||
    error.message === databaseClosed ||
    isLostBody ||
    reasonsOfAbort.includes(error.message)
  )
}

/** Call it once for each error, where the answer is written. */
export function logClassified(
  log: Log,
  { logAs }: ClassifiedError,
  about: { err: unknown; [field: string]: unknown },
): void {
  if (logAs) log[logAs.level](about, logAs.message)
}
