import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Log } from '../../core/process/log.ts'
import { waitForExit } from './child-process.ts'

const script = join(import.meta.dirname, '../../client/web/build/main.ts')

/**
 * Builds the web page if it is missing or its sources have changed. The APIs work without it, so a failed build is only
 * logged. Never rejects; ends early when the signal aborts.
 */
export async function buildPage(log: Log, signal?: AbortSignal): Promise<void> {
  const child = fork(script, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  signal?.addEventListener('abort', () => child.kill())
  let problem = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (problem += text))
  const ending = await waitForExit(child)
  if (ending !== 0 && !signal?.aborted)
    log.warn({ problem }, 'The web page could not be built; everything else is available')
}

/** Rebuilds the page whenever its sources change. */
export function watchPage(): Disposable {
  const child = fork(script, ['--watch'])
  return { [Symbol.dispose]: () => void child.kill() }
}
