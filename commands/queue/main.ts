import { homedir } from 'node:os'
import { join } from 'node:path'
import { abortOnSignal } from '../../client/cli/kit.ts'
import { watchParent } from '../../core/process/watch-parent.ts'
import { runQueueCommand } from './program.ts'

export async function main(args: string[]): Promise<void> {
  const stopping = abortOnSignal('SIGINT', 'SIGTERM')
  // The reader, such as `head`, has closed the pipe.
  process.stdout.on('error', () => stopping.abort())
  if (process.env['npm_lifecycle_event'] !== undefined) watchParent(() => stopping.abort())

  process.exitCode = await runQueueCommand(args, {
    stdout: process.stdout,
    stderr: process.stderr,
    signal: stopping.signal,
    cacheDir: process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
  })
}
