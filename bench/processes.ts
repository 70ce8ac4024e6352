import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processEnv } from '../test/harness/process-env.ts'

/** An exit code or a signal. */
export type Ending = number | NodeJS.Signals

type RunningProcess = AsyncDisposable & {
  pid: number
  /** Resolves when the process exits. */
  ended: Promise<Ending>
  signal: (signal: NodeJS.Signals) => void
  send: (message: object) => void
  /** @throws Error with the log when the process exits instead */
  nextMessage: () => Promise<unknown>
  /** @throws Error with the log when the process has exited */
  assertRunning: () => Promise<void>
  /** Reads its standard output and standard error. */
  readLog: () => Promise<string>
}

export type Launch = { command: string; args: string[]; env?: Record<string, string> }

/** The processes of a run. Disposing stops those that still run. */
export type Processes = AsyncDisposable & {
  start: (name: string, launch: Launch) => Promise<RunningProcess>
  /** Starts Node.js with an IPC channel. When it closes, the process knows that the bench has exited. */
  startNode: (
    name: string,
    args: string[],
    env?: Record<string, string>,
    wrap?: (launch: Launch) => Promise<Launch>,
  ) => Promise<RunningProcess>
}

const stopTimeoutMs = 40_000

/** @param directory for the logs */
export function createProcesses(directory: string): Processes {
  const running = new Set<RunningProcess>()
  let count = 0
  let isClosed = false

  async function launch(
    name: string,
    { command, args, env }: Launch,
    channel: 'ipc'[],
  ): Promise<RunningProcess> {
    if (isClosed) throw new Error('The bench is exiting')
    const logFile = join(directory, `${(count += 1)}-${name}.log`)
    await using log = await open(logFile, 'w')
    const child = spawn(command, args, {
      env: { ...processEnv, ...env },
      stdio: ['ignore', log.fd, log.fd, ...channel],
      // Keeps Ctrl-C in the terminal from this process; the bench stops its processes in order.
      detached: true,
    })
    await once(child, 'spawn')
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null
    const exited = once(child, 'exit')
    const readLog = () => readFile(logFile, 'utf8')

    async function end(): Promise<void> {
      running.delete(started)
      if (!hasEnded()) child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
      await exited
      clearTimeout(timer)
    }
    async function fail(): Promise<never> {
      throw new Error(`${name} exited with ${child.exitCode ?? child.signalCode}:\n${await readLog()}`)
    }

    const started: RunningProcess = {
      pid: child.pid ?? 0,
      ended: exited.then(() => child.exitCode ?? child.signalCode ?? 0),
      signal: signal => void child.kill(signal),
      send: message => void child.send(message),
      nextMessage: () =>
        Promise.race([once(child, 'message').then(([message]: unknown[]) => message), exited.then(fail)]),
      assertRunning: async () => (hasEnded() ? fail() : undefined),
      readLog,
      [Symbol.asyncDispose]: end,
    }
    running.add(started)
    return started
  }

  return {
    start: (name, options) => launch(name, options, []),
    startNode: async (name, args, env = {}, wrap = async launch => launch) =>
      launch(name, await wrap({ command: process.execPath, args, env }), ['ipc']),
    async [Symbol.asyncDispose]() {
      isClosed = true
      await Promise.all([...running].map(started => started[Symbol.asyncDispose]()))
    },
  }
}
