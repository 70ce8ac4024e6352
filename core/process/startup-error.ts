/** One sentence that says why a process cannot start and what to do. It is printed without a stack; the exit code is 1. */
export class StartupError extends Error {
  override readonly name = 'StartupError'
}
