export type ErrorCode =
  | 'badInput'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'gone'
  | 'tooLarge'
  | 'unsupportedMediaType'
  | 'methodNotAllowed'
  | 'misdirected'
  | 'tooManyRequests'
  | 'unavailable'

/** An error that the caller can act on and may read. Everything else is a bug, and masked at the doors. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
