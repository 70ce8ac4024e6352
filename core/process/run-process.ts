import { once } from 'node:events'
import { type Config, parseEnv } from './config.ts'
import { createLog, createPlainLog, type Log } from './log.ts'
import { StartupError } from './startup-error.ts'
import { watchParent } from './watch-parent.ts'

type Running = AsyncDisposable & { url?: string | undefined }

export type Starting = {
  /** Aborts when the process is asked to stop before it has started: `start` then rejects soon. */
  signal: AbortSignal
  /** Registers what kills, at once, a child that would outlive a process that has no time left to dispose. */
  onForcedExit: (kill: () => void) => void
}

type ProcessOptions = {
  /** How long above the drain's own limit a stop may take. */
  graceSeconds?: number
  /** Whether the log is sentences for a person, instead of lines of JSON. */
  isPlain?: boolean
}

/** What a child says to its parent once it is started. */
export type ReadyMessage = { ready: true; url?: string | undefined }

/** npm passes on the Ctrl-C that its child got from the terminal as well: this soon, the second is the same one. */
const sameSignalMs = 1_000

const parentGone = 'the parent process is gone'

/**
 * The life of a process: `start`, then, when a signal or the end of its parent asks for it, dispose and exit with 0. A
 * signal during the start aborts the start. A second signal, or `graceSeconds` above the drain's own limit, forces the exit.
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
    setTimeout(force, limitMs, undefined, 'Stopping takes too long: ends at once').unref()
    stopping.abort()
  }
  function handleSignal(signal: NodeJS.Signals) {
    if (askedAt === undefined || performance.now() - askedAt < sameSignalMs) stop(signal)
    else force(undefined, 'Asked to stop a second time: ends at once')
  }
  process.on('SIGTERM', handleSignal)
  process.on('SIGINT', handleSignal)
  process.on('disconnect', () => stop(parentGone))
  if (process.env['npm_lifecycle_event'] !== undefined) watchParent(() => stop(parentGone))
  // Unhandled rejections come here too.
  process.on('uncaughtException', error => force(error, 'Unexpected error'))

  const { signal } = stopping
  let running: Running | undefined
  try {
    running = await start(config, log, { signal, onForcedExit: kill => void kills.push(kill) })
  } catch (error) {
    if (!signal.aborted) exitBecause(error, log)
  }
  // A parent that is gone already is noticed by the disconnect.
  if (!signal.aborted) process.send?.({ ready: true, url: running?.url } satisfies ReadyMessage, () => {})
  if (!signal.aborted) await once(signal, 'abort')
  await running?.[Symbol.asyncDispose]()
  process.exit(0)
}

/** The life of a process that does one thing and ends. */
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
