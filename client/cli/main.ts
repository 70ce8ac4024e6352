import { runCli } from './program.ts'

const leaving = new AbortController()
// A second Ctrl-C ends the process at once.
process.once('SIGINT', () => leaving.abort())

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: leaving.signal,
  url: process.env['TASKOVERFLOW_URL'] || 'http://localhost:6400',
  token: process.env['API_TOKEN'] || undefined,
})
