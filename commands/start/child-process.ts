import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ReadyMessage } from '../../core/process/run-process.ts'
import { StartupError } from '../../core/process/startup-error.ts'

const mainFile = join(import.meta.dirname, '../../main.ts')

export type Environment = Record<string, string | undefined>

/** An exit code or a signal. */
export type Ending = number | NodeJS.Signals | null

/**
 * Without these flags, the garbage of a long list takes a worker three times the memory that the work needs.
 * package.json and docker-compose.yml pass the same flags.
 */
const workerFlags = ['--max-semi-space-size=16', '--max-old-space-size=256']
export const toFlags = (command: string): string[] => (command === 'worker' ? workerFlags : [])

/**
 * glibc otherwise keeps most of the memory that a burst of long texts needed. Other allocators ignore these settings.
 * deploy/Dockerfile has the same. A process cannot change them for itself.
 */
export const allocatorSettings = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '1000000',
}

export function forkMain(command: string, env: Environment): ChildProcess {
  return fork(mainFile, [command], {
    env: { ...allocatorSettings, ...env },
    execArgv: toFlags(command),
    // A separate process group: Ctrl-C in the terminal reaches only the launcher, which stops its children in order.
    detached: process.platform !== 'win32',
  })
}

/** The child's URL, if it has one. @throws StartupError when it ends before it is ready. */
export async function waitUntilReady(child: ChildProcess, command: string): Promise<string | undefined> {
  const ready = once(child, 'message').then(([message]) => (message as ReadyMessage).url)
  const failed = waitForExit(child).then(ending => {
    // A process that exits with 1 has printed the reason itself.
    throw new StartupError(ending === 1 ? '' : `The ${command} ended with ${ending} before it was ready.`)
  })
  return Promise.race([ready, failed])
}

export async function waitForExit(child: ChildProcess): Promise<Ending> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode ?? child.signalCode
}

/** SIGTERM, and SIGKILL after `limitMs`. */
export async function terminate(child: ChildProcess, limitMs: number): Promise<Ending> {
  child.kill('SIGTERM')
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
  const ending = await waitForExit(child)
  clearTimeout(limit)
  return ending
}
