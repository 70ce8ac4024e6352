import { setTimeout as delay } from 'node:timers/promises'
import { type SpawnedMain, spawnMain } from '../harness/spawn-main.ts'
import type { Proxy } from './proxy.ts'
import type { LinkName, Role } from './steps.ts'

/** The place of a process that is started again whenever it ends, and its own ways to the database and the broker. */
export type Slot = AsyncDisposable & {
  name: string
  role: Role
  /** Of a server. */
  url: string
  links: Record<LinkName, Proxy>
  /** SIGKILL. */
  kill: () => void
  /** SIGTERM. */
  terminate: () => void
  /** SIGSTOP and SIGCONT. */
  freeze: () => void
  thaw: () => void
  /** Resolves when the process runs and says that it is ready. */
  ready: () => Promise<void>
  /** How each process of the slot ended that was ready and asked to by SIGTERM. */
  endings: (number | NodeJS.Signals)[]
  /** The last words of each process that was ready and ended neither by SIGKILL nor, asked to, as it may. */
  crashes: string[]
}

const pauseMs = 200
const lastWords = 2_000
/** What a process says that cannot give its jobs back in time, as when nothing answers it. */
const outOfTime = 'Stopping takes too long'
/** And one that is not given the time. */
const askedAgain = 'Asked to stop a second time'

export function openSlot(
  { name, role, url, links }: Pick<Slot, 'name' | 'role' | 'url' | 'links'>,
  env: Record<string, string>,
): Slot {
  const endings: Slot['endings'] = []
  const crashes: string[] = []
  let isStopping = false
  let timesAsked = 0
  let isFrozen = false
  let isReady = false
  let child = start()

  function start(): SpawnedMain {
    const started = spawnMain(role, env)
    timesAsked = 0
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
      if (isReady && timesAsked > 0) endings.push(ending)
      if (isReady && !mayEndWith(ending))
        crashes.push(`${name} ended with ${ending}: ${child.output().slice(-lastWords)}`)
      // Whoever starts while the database is away says so and ends.
      await delay(pauseMs)
      if (isStopping) return
      child = start()
    }
  }
  const kept = keepAlive()

  function mayEndWith(ending: number | NodeJS.Signals): boolean {
    if (ending === 'SIGKILL') return true
    if (timesAsked === 0) return false
    const said = child.output()
    return ending === 0 || said.includes(outOfTime) || (timesAsked > 1 && said.includes(askedAgain))
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
      timesAsked += 1
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
