import { failed, interrupted } from './exit-codes.ts'
import { runCli } from './program.ts'

const leaving = new AbortController()
let isReaderGone = false

// A second Ctrl-C ends the process at once.
process.once('SIGINT', () => leaving.abort())
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  leaving.abort()
  // A reader such as `head` that has read enough is no failure.
  if (code === 'EPIPE') isReaderGone = true
  else if (process.exitCode === undefined) {
    process.stderr.write(`The output cannot be written: ${message}.\n`)
    process.exitCode = failed
  }
})
// Progress and messages that cannot be shown change nothing about the command.
process.stderr.on('error', () => {})

const code = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: leaving.signal,
  url: process.env['TASKOVERFLOW_URL'] || 'http://localhost:6400',
  token: process.env['API_TOKEN'] || undefined,
})
process.exitCode ??= isReaderGone && code === interrupted ? 0 : code
