import { AppError } from '../core/app-error.ts'

/**
 * An error as it is, unless it is the one with which Node.js ends the body of a request whose client went away
 * (`aborted`, with the code of a lost connection). Nobody hears the answer, and nothing is wrong here.
 */
export const orBrokenOff = (error: unknown): unknown =>
  error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
    ? new AppError('badInput', 'The request broke off')
    : error
