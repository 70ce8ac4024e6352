import { once } from 'node:events'
import { type Config, parseEnv } from './config.ts'
import { createLog, createPlainLog, type Log } from './log.ts'
import { StartupError } from './startup-error.ts'
import { watchParent } from './watch-parent.ts'

type Running = AsyncDisposable & { url?: string | undefined }

export type Starting = {
  /** Aborts when the process must stop before it has started; `start` then rejects soon. */
  signal: AbortSignal
  /** Registers a function that kills a child which would outlive a forced exit. */
  onForcedExit: (kill: () => void) => void
}

type ProcessOptions = {
  /** Time limit for a stop, in addition to the drain's own limit. */
  graceSeconds?: number
  /** Whether to log plain sentences instead of JSON lines. */
  isPlain?: boolean
}

/** The message from a child to its parent once it has started. */
export type ReadyMessage = { ready: true; url?: string | undefined }

/** npm forwards a Ctrl-C that the terminal has already sent to its child: treat both signals as one. */
const sameSignalMs = 1_000

const parentGone = 'The parent process exited'

/**
 * Runs `start`, waits for a signal or the exit of the parent process, disposes and exits with 0. A signal during the start
 * aborts it. A second signal forces the exit, as does a stop that takes `graceSeconds` longer than the drain's limit.
 */
export async function runProcess(
  name: string,
  start: (config: Config, log: Log, starting: Starting) => Promise<Running>,
  { graceSeconds = 5, isPlain = false }: ProcessOptions = {},
): Promise<void> {
  const { config, log } = readEnvironment(name, isPlain)
  const stopping = new AbortController()
  const kills: (() => void)[] = []
  let askedAt: number | undefined

  function force(error: unknown, message: string): never {
    log.fatal(error instanceof Error ? { err: error } : {}, message)
    for (const kill of kills) kill()
    process.exit(1)
  }
  function stop(reason: string) {
    if (askedAt !== undefined) return
    askedAt = performance.now()
    log.info({ reason }, 'Stopping')
    const limitMs = (config.DRAIN_TIMEOUT_SECONDS + graceSeconds) * 1000
    setTimeout(force, limitMs, undefined, 'Stopping took too long; forcing the exit').unref()
    stopping.abort()
  }
  function handleSignal(signal: NodeJS.Signals) {
    if (askedAt === undefined || performance.now() - askedAt < sameSignalMs) stop(signal)
    else force(undefined, 'Second signal; forcing the exit')
  }
  // A terminal that is closed sends SIGHUP.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, handleSignal)
  process.on('disconnect', () => stop(parentGone))
  if (process.env['npm_lifecycle_event'] !== undefined) watchParent(() => stop(parentGone))
  // Receives unhandled rejections, too.
  process.on('uncaughtException', error => force(error, 'Unexpected error'))

  const { signal } = stopping
  let running: Running | undefined
  try {
    running = await start(config, log, { signal, onForcedExit: kill => void kills.push(kill) })
  } catch (error) {
    if (!signal.aborted) exitBecause(error, log)
  }
  // Errors are ignored: `disconnect` reports the exit of the parent.
  if (!signal.aborted) process.send?.({ ready: true, url: running?.url } satisfies ReadyMessage, () => {})
  if (!signal.aborted) await once(signal, 'abort')
  await running?.[Symbol.asyncDispose]()
  process.exit(0)
}

/** Runs `task` and lets the process end. */
export async function runTask(
  name: string,
  task: (config: Config, log: Log) => Promise<void>,
): Promise<void> {
  const { config, log } = readEnvironment(name)
  try {
    await task(config, log)
  } catch (error) {
    exitBecause(error, log)
  }
}

function readEnvironment(name: string, isPlain = false): { config: Config; log: Log } {
  try {
    const config = parseEnv(process.env)
    const { LOG_LEVEL: level } = config
    return { config, log: isPlain ? createPlainLog(level) : createLog(level, name) }
  } catch (error) {
    return exitBecause(error)
  }
}

function exitBecause(error: unknown, log: Log = createLog('info', 'startup')): never {
  if (!(error instanceof StartupError)) log.fatal({ err: error }, 'Unexpected error')
  else if (error.message !== '') process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
