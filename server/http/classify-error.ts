import { AppError, type ErrorCode } from '../../core/app-error.ts'
import { type DatabaseTrouble, findDatabaseTrouble } from '../../core/database/db.ts'
import type { Log } from '../../core/process/log.ts'

/** An error as clients may see it. The doors only write it down, each in its own notation. */
export type ShownError = { code: ErrorCode | 'unexpected'; message: string }

export type ClassifiedError = ShownError & {
  /** How the edge logs it, with its cause; undefined when the client alone can do something about it. */
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
 * What an error means for the client, at every door: a request that the client broke off and an AppError are normal, a
 * database that does not answer is `unavailable`, and everything else is a bug, which is masked.
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

/** With these @hono/node-server aborts a request whose client left: as an error, or as the mere text. */
const reasonsOfAbort = ['Client connection prematurely closed.', 'Error: aborted']
/** kysely's, for what still runs when a drain has closed the connections of its clients and then the database. */
const databaseClosed = 'driver has already been destroyed'

/** Node.js ends the body of a request whose client went away with `aborted`, and the code of a lost connection. */
function isAborted(error: unknown): boolean {
  if (typeof error === 'string') return reasonsOfAbort.includes(error)
  if (!(error instanceof Error)) return false
  const isLostBody = error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
  return (
    error.name === 'AbortError' ||
    error.message === databaseClosed ||
    isLostBody ||
    reasonsOfAbort.includes(error.message)
  )
}

/** Logs an error once, where its answer is written. */
export function logClassified(
  log: Log,
  { logAs }: ClassifiedError,
  about: { err: unknown; [field: string]: unknown },
): void {
  if (logAs) log[logAs.level](about, logAs.message)
}
