import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { toFlags } from '../../commands/start/child-process.ts'

const root = join(import.meta.dirname, '../..')
const stopTimeoutMs = 60_000
const pipesTimeoutMs = 1_000

export type SpawnedMain = AsyncDisposable & {
  pid: number
  /** Settles when the command says that it is ready; rejects with its output when it ends before. */
  ready: Promise<void>
  /** The exit code, or the signal that ended it. */
  exited: Promise<number | NodeJS.Signals>
  /** Standard output and standard error so far, in the order of arrival. */
  output: () => string
  signal: (signal: NodeJS.Signals) => void
  /** SIGTERM, then the exit code. */
  stop: () => Promise<number | NodeJS.Signals>
  /** SIGKILL. */
  kill: () => Promise<void>
}

/** Runs `node main.ts …` with nothing of our environment but PATH, HOME and the settings in `env`. */
export function spawnMain(command: string | string[], env: Record<string, string> = {}): SpawnedMain {
  const flags = typeof command === 'string' ? toFlags(command) : []
  const child = spawn(process.execPath, [...flags, 'main.ts', ...[command].flat()], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const exited = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal ?? 1))
    // The pipes close later, or much later, when processes that it started outlive it.
    child.once('exit', (code, signal) => setTimeout(() => resolve(code ?? signal ?? 1), pipesTimeoutMs))
  })
  const ready = Promise.race([
    once(child, 'message').then(() => undefined),
    exited.then(code => {
      throw new Error(
        `main.ts ${[command].flat().join(' ')} ended with ${code} before it was ready:\n${output}`,
      )
    }),
  ])
  // A test that only looks at how the command ends does not wait for `ready`.
  ready.catch(() => {})

  async function stop() {
    child.kill('SIGTERM')
    using _limit = killAfter(stopTimeoutMs)
    return await exited
  }
  async function kill() {
    child.kill('SIGKILL')
    await exited
  }
  function killAfter(timeoutMs: number): Disposable {
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    return { [Symbol.dispose]: () => clearTimeout(timer) }
  }

  return {
    pid: child.pid ?? 0,
    ready,
    exited,
    output: () => output,
    signal: signal => void child.kill(signal),
    stop,
    kill,
    [Symbol.asyncDispose]: async () => void (await stop()),
  }
}
