import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** An exit code or a signal. */
export type Ending = number | NodeJS.Signals

type RunningProcess = AsyncDisposable & {
  pid: number
  /** Resolves when it ends. */
  ended: Promise<Ending>
  signal: (signal: NodeJS.Signals) => void
  send: (message: object) => void
  /** @throws Error with the last words of a process that ends instead */
  nextMessage: () => Promise<unknown>
  /** @throws Error with the last words of a process that has ended */
  assertRunning: () => Promise<void>
  /** What it has written to standard output and standard error. */
  readLog: () => Promise<string>
}

export type Launch = { command: string; args: string[]; env?: Record<string, string> }

/** Every process of a run; whatever still runs at the end, or at Ctrl-C, is stopped with it. */
export type Processes = AsyncDisposable & {
  start: (name: string, launch: Launch) => Promise<RunningProcess>
  /** With a channel for messages, whose end tells the process that the bench is gone. */
  startNode: (
    name: string,
    args: string[],
    env?: Record<string, string>,
    wrap?: (launch: Launch) => Promise<Launch>,
  ) => Promise<RunningProcess>
}

const stopTimeoutMs = 40_000

/** @param directory for their logs */
export function createProcesses(directory: string): Processes {
  const running = new Set<RunningProcess>()
  let count = 0
  let isClosed = false

  async function launch(
    name: string,
    { command, args, env }: Launch,
    channel: 'ipc'[],
  ): Promise<RunningProcess> {
    if (isClosed) throw new Error('The bench is ending')
    const logFile = join(directory, `${(count += 1)}-${name}.log`)
    await using log = await open(logFile, 'w')
    const child = spawn(command, args, {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', log.fd, log.fd, ...channel],
      // Ctrl-C in the terminal is for the bench alone; it stops the others in order.
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
      throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}:\n${await readLog()}`)
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
