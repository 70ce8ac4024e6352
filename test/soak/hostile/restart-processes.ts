import type { Ending } from '../../../bench/processes.ts'
import type { StagedProcess } from '../staged-process.ts'

/** Restarts processes that exit, whether they were asked to or not. */
export type Supervisor = Disposable & {
  /** Whether the process of this name is stopping, down or starting. */
  isAway: (name: string) => boolean
  /** Sends SIGTERM; resolves when the process runs again. */
  drain: (name: string) => Promise<{ ending: Ending; seconds: number }>
  /** @throws Error when a process could not be restarted */
  assertWell: () => void
}

type Events = {
  /** A process exited without being asked to. */
  onDeath: (process: StagedProcess, ending: Ending) => Promise<void>
  onAway: (process: StagedProcess) => void
  onBack: (process: StagedProcess) => void
}

export function supervise(
  processes: readonly StagedProcess[],
  { onDeath, onAway, onBack }: Events,
): Supervisor {
  const away = new Set<string>()
  const asked = new Map<string, (ending: Ending) => void>()
  const restarted = new Map<string, () => void>()
  let isClosed = false
  let failure: unknown

  async function keep(process: StagedProcess): Promise<void> {
    for (;;) {
      const ending = await process.ended
      if (isClosed) return
      const answer = asked.get(process.name)
      asked.delete(process.name)
      away.add(process.name)
      onAway(process)
      if (answer) answer(ending)
      else await onDeath(process, ending)
      await process.restart()
      away.delete(process.name)
      onBack(process)
      restarted.get(process.name)?.()
    }
  }
  for (const process of processes) {
    keep(process).catch((error: unknown) => {
      failure = error
      for (const release of restarted.values()) release()
    })
  }

  return {
    isAway: name => away.has(name),
    async drain(name) {
      const process = processes.find(one => one.name === name)
      if (!process) throw new Error(`Unknown process: ${name}`)
      const ended = Promise.withResolvers<Ending>()
      const back = Promise.withResolvers<void>()
      asked.set(name, ended.resolve)
      restarted.set(name, back.resolve)
      away.add(name)
      onAway(process)
      const startedAtMs = performance.now()
      process.signal('SIGTERM')
      const ending = await ended.promise
      const seconds = (performance.now() - startedAtMs) / 1000
      await back.promise
      return { ending, seconds }
    },
    assertWell() {
      if (failure !== undefined) throw new Error('A process could not be restarted', { cause: failure })
    },
    [Symbol.dispose]: () => void (isClosed = true),
  }
}

/** Describes how a process died and what points to the cause. */
export function describeDeath(
  name: string,
  ending: Ending,
  { log, isKilledByLimit }: { log: string; isKilledByLimit: boolean },
): string {
  if (isKilledByLimit) return `${name} was killed: it exceeded its memory limit`
  if (log.includes('heap out of memory')) return `${name} exited with ${ending}: out of heap memory`
  const lastLine = log.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
  return `${name} exited with ${ending}: ${lastLine}`
}
