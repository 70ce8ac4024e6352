import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import { waitForExit } from './child.ts'

const script = join(import.meta.dirname, '../../client/web/build/main.ts')

/** Builds the web page when it is not built yet, or of other sources. Without it, the service still serves. */
export async function buildPage(log: Log): Promise<void> {
  const child = fork(script, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let problem = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (problem += text))
  const ending = await waitForExit(child)
  if (ending !== 0) log.warn({ problem }, 'The web page could not be built; everything else is there')
}

/** Builds the page again whenever its sources change. */
export function watchPage(): Disposable {
  const child = fork(script, ['--watch'])
  return { [Symbol.dispose]: () => void child.kill() }
}
