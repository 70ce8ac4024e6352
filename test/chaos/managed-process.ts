import { setTimeout as delay } from 'node:timers/promises'
import { type SpawnedMain, spawnMain } from '../harness/spawn-main.ts'
import type { Proxy } from './proxy.ts'
import type { LinkName, Role } from './steps.ts'

/** A process that is restarted whenever it exits, with proxies of its own to the database and the broker. */
export type ManagedProcess = AsyncDisposable & {
  name: string
  role: Role
  /** The address of a server. */
  url: string
  links: Record<LinkName, Proxy>
  /** SIGKILL. */
  kill: () => void
  /** SIGTERM. */
  terminate: () => void
  /** SIGSTOP and SIGCONT. */
  freeze: () => void
  thaw: () => void
  /** Resolves when the process runs and reports that it is ready. */
  ready: () => Promise<void>
  /** How each ready process ended after a SIGTERM. */
  endings: (number | NodeJS.Signals)[]
  /** The last output of each ready process that ended in a way that is not allowed. */
  crashes: string[]
}

const pauseMs = 200
const crashOutputChars = 2_000
/** Logged by a process that cannot return its jobs in time, for example because nothing answers it. */
const outOfTime = 'Stopping took too long'
/** Logged by a process that gets a second signal before it has stopped. */
const askedAgain = 'Second signal'

export function startManagedProcess(
  { name, role, url, links }: Pick<ManagedProcess, 'name' | 'role' | 'url' | 'links'>,
  env: Record<string, string>,
): ManagedProcess {
  const endings: ManagedProcess['endings'] = []
  const crashes: string[] = []
  let isStopping = false
  let termSignals = 0
  let isFrozen = false
  let isReady = false
  let child = start()

  function start(): SpawnedMain {
    const started = spawnMain(role, env)
    termSignals = 0
    isFrozen = false
    isReady = false
    started.ready.then(
      () => (isReady = true),
      () => {},
    )
    return started
  }

  async function keepAlive(): Promise<void> {
    for (;;) {
      const ending = await child.exited
      if (isStopping) return
      if (isReady && termSignals > 0) endings.push(ending)
      if (isReady && !mayEndWith(ending))
        crashes.push(`${name} exited with ${ending}: ${child.output().slice(-crashOutputChars)}`)
      // A process that starts while the database is down exits at once.
      await delay(pauseMs)
      if (isStopping) return
      child = start()
    }
  }
  const kept = keepAlive()

  function mayEndWith(ending: number | NodeJS.Signals): boolean {
    if (ending === 'SIGKILL') return true
    if (termSignals === 0) return false
    const output = child.output()
    return ending === 0 || output.includes(outOfTime) || (termSignals > 1 && output.includes(askedAgain))
  }
  function thaw() {
    if (isFrozen) child.signal('SIGCONT')
    isFrozen = false
  }
  return {
    name,
    role,
    url,
    links,
    kill: () => child.signal('SIGKILL'),
    terminate() {
      termSignals += 1
      child.signal('SIGTERM')
    },
    freeze() {
      isFrozen = true
      child.signal('SIGSTOP')
    },
    thaw,
    async ready() {
      for (;;) {
        const waited = child
        const hasStarted = await waited.ready.then(
          () => true,
          () => false,
        )
        if (hasStarted && waited === child) return
        await delay(pauseMs)
      }
    },
    endings,
    crashes,
    async [Symbol.asyncDispose]() {
      isStopping = true
      thaw()
      child.signal('SIGKILL')
      await kept
    },
  }
}
