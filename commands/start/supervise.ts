import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../core/process/log.ts'
import { type Environment, forkMain, terminate, waitForExit, waitUntilReady } from './child-process.ts'

const firstDelayMs = 1_000
const maxDelayMs = 30_000
const steadyAfterMs = 60_000

export type Supervised = AsyncDisposable & {
  /** The first child's URL, if it has one; rejects with a StartupError when that child ends before it is ready. */
  ready: Promise<string | undefined>
  /** Stops the child gracefully and starts it again. */
  restart: () => void
  /** SIGKILL. */
  kill: () => void
}

type Surroundings = { env: Environment; drainLimitMs: number; log: Log }

/**
 * Runs `main.ts` with `command` as a child process. Once it has been ready, it is restarted whenever it ends, after a delay
 * that doubles from one second to thirty. The delay is reset when a child has run for a minute.
 */
export function superviseMain(command: string, { env, drainLimitMs, log }: Surroundings): Supervised {
  let child = forkMain(command, env)
  let startedAt = performance.now()
  let stopping = false
  let restarting = false
  let pause = new AbortController()

  async function keepAlive() {
    let delayMs = firstDelayMs
    for (;;) {
      const ending = await waitForExit(child)
      if (stopping) return
      if (restarting || performance.now() - startedAt > steadyAfterMs) delayMs = firstDelayMs
      if (!restarting) {
        log.error({ process: command, ending, delayMs }, 'Process ended unexpectedly; restarting it')
        pause = new AbortController()
        await delay(delayMs, undefined, { signal: pause.signal }).catch(() => {})
        if (stopping) return
        delayMs = Math.min(delayMs * 2, maxDelayMs)
      }
      restarting = false
      startedAt = performance.now()
      child = forkMain(command, env)
    }
  }
  const ready = waitUntilReady(child, command)
  const kept = ready.then(keepAlive, () => {})

  return {
    ready,
    restart() {
      // A second signal would end it before it has drained. The next process loads the newest files anyway.
      if (restarting) return
      restarting = true
      pause.abort()
      void terminate(child, drainLimitMs)
    },
    kill: () => void child.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      stopping = true
      pause.abort()
      await terminate(child, drainLimitMs)
      await kept
    },
  }
}
