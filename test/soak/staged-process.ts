import type { Ending, Launch, Processes } from '../../bench/processes.ts'
import type { HeapAtRest, HeapOrder } from './heap-at-rest.ts'

type ProcessSettings = {
  name: string
  args: string[]
  env: Record<string, string>
  wrap?: ((launch: Launch) => Promise<Launch>) | undefined
}

/** A process that can be restarted under the same name. */
export type StagedProcess = {
  name: string
  readonly pid: number
  /** How the running process ends. */
  readonly ended: Promise<Ending>
  /** The logs of all processes that ran under this name. */
  readLog: () => Promise<string>
  /** Measures the heap after a full garbage collection. */
  readHeap: () => Promise<HeapAtRest>
  signal: (signal: NodeJS.Signals) => void
  /** Call it once the process has exited. */
  restart: () => Promise<void>
  /** @throws Error when it has exited by itself */
  assertRunning: () => Promise<void>
}

/** Resolves when the process is ready. */
export async function startStagedProcess(
  processes: Processes,
  { name, args, env, wrap }: ProcessSettings,
): Promise<StagedProcess> {
  const earlierLogs: string[] = []
  async function start() {
    const running = await processes.startNode(name, args, env, wrap)
    await running.nextMessage()
    return running
  }
  let running = await start()

  return {
    name,
    get pid() {
      return running.pid
    },
    get ended() {
      return running.ended
    },
    readLog: async () => [...earlierLogs, await running.readLog()].join(''),
    async readHeap() {
      running.send({ collect: true } satisfies HeapOrder)
      return (await running.nextMessage()) as HeapAtRest
    },
    signal: signal => running.signal(signal),
    async restart() {
      earlierLogs.push(await running.readLog())
      await running[Symbol.asyncDispose]()
      running = await start()
    },
    assertRunning: () => running.assertRunning(),
  }
}
