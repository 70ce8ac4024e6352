import { homedir } from 'node:os'
import { join } from 'node:path'
import { watchParent } from '../../core/process/watch-parent.ts'
import { runPlayground } from './program.ts'
import { interrupted } from './exit-codes.ts'

/** npm passes on the Ctrl-C that its child got from the terminal as well: this soon, the second is the same one. */
const sameSignalMs = 1_000

export async function main(args: string[]): Promise<void> {
  const leaving = new AbortController()
  let askedAt: number | undefined

  function leave() {
    if (askedAt !== undefined && performance.now() - askedAt > sameSignalMs) process.exit(interrupted)
    askedAt ??= performance.now()
    leaving.abort()
  }
  process.on('SIGINT', leave)
  process.on('SIGTERM', leave)
  // Whoever read it, as in `… | head`, has read enough.
  process.stdout.on('error', leave)
  if (process.env['npm_lifecycle_event'] !== undefined) watchParent(leave)

  process.exitCode = await runPlayground(args, {
    stdout: process.stdout,
    stderr: process.stderr,
    signal: leaving.signal,
    cacheDir: process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
  })
}
