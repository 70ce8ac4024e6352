/** A reason not to start, in one sentence that says what to do; the mains print it without a stack and exit with 1. */
export class StartupError extends Error {
  override readonly name = 'StartupError'
}
