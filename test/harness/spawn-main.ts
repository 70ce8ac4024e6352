import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { toFlags } from '../../commands/start/child-process.ts'
import { waitFor } from './wait-for.ts'
import { processEnv } from './process-env.ts'

const root = join(import.meta.dirname, '../..')
const stopTimeoutMs = 60_000
const pipesTimeoutMs = 1_000

export type SpawnedMain = AsyncDisposable & {
  pid: number
  /** Resolves when the command reports that it is ready; rejects with its output if it exits before that. */
  ready: Promise<void>
  /** The exit code, or the signal that ended it. */
  exited: Promise<number | NodeJS.Signals>
  /** Standard output and standard error so far, in order of arrival. */
  output: () => string
  signal: (signal: NodeJS.Signals) => void
  /** SIGTERM, then the exit code. */
  stop: () => Promise<number | NodeJS.Signals>
  /** SIGKILL. */
  kill: () => Promise<void>
}

/** Starts a server on a free port and waits until it is ready. It must log at level info or below. */
export async function spawnServer(env: Record<string, string>): Promise<SpawnedMain & { url: string }> {
  await using opening = new AsyncDisposableStack()
  const server = opening.use(spawnMain('server', { PORT: '0', ...env }))
  await server.ready
  const url = await waitFor('the address', () => /"url":"(http[^"]+)"/.exec(server.output())?.[1])
  opening.move()
  return { ...server, url }
}

/** Runs `node main.ts …` with PATH, HOME and the given environment. */
export function spawnMain(command: string | string[], env: Record<string, string> = {}): SpawnedMain {
  const flags = typeof command === 'string' ? toFlags(command) : []
  const child = spawn(process.execPath, [...flags, 'main.ts', ...[command].flat()], {
    cwd: root,
    env: { ...processEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const exited = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal ?? 1))
    // Child processes that outlive it keep the pipes open.
    child.once('exit', (code, signal) => setTimeout(() => resolve(code ?? signal ?? 1), pipesTimeoutMs))
  })
  const ready = Promise.race([
    once(child, 'message').then(() => undefined),
    exited.then(code => {
      throw new Error(
        `main.ts ${[command].flat().join(' ')} exited with ${code} before it was ready:\n${output}`,
      )
    }),
  ])
  // Not every test awaits `ready`.
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
