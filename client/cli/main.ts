import { enableCompileCache } from 'node:module'
import { hostname } from 'node:os'

// Halves the start-up time of what is imported after it.
enableCompileCache()

const { findCredentialsFile } = await import('./credentials.ts')
const { abortOnSignal, exitCodes } = await import('./kit.ts')
const { runCli } = await import('./program.ts')

const stopping = abortOnSignal('SIGINT')
let isReaderGone = false
let isOutputBroken = false

process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  stopping.abort()
  // A reader that closes the pipe early, such as `head`, is not an error.
  if (code === 'EPIPE') isReaderGone = true
  else if (!isOutputBroken) {
    isOutputBroken = true
    process.stderr.write(`The output cannot be written: ${message}.\n`)
    process.exitCode = exitCodes.failed
  }
})
// The command continues if its progress and messages cannot be written.
process.stderr.on('error', () => {})

const code = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  signal: stopping.signal,
  url: process.env['TASKOVERFLOW_URL'] || 'http://localhost:6400',
  token: process.env['TASKOVERFLOW_TOKEN'] || undefined,
  apiToken: process.env['API_TOKEN'] || undefined,
  credentialsFile: findCredentialsFile(process.env, process.platform),
  hostName: hostname(),
})
process.exitCode ??= isReaderGone && code === exitCodes.interrupted ? exitCodes.done : code
