import type { Ending, Launch, Processes } from '../../bench/processes.ts'
import type { HeapAtRest, HeapOrder } from './heap-at-rest.ts'

type ProcessSettings = {
  name: string
  args: string[]
  env: Record<string, string>
  wrap?: ((launch: Launch) => Promise<Launch>) | undefined
}

/** A process that can be started again under the same name. */
export type StagedProcess = {
  name: string
  readonly pid: number
  /** Of the process that runs now. */
  readonly ended: Promise<Ending>
  /** Of all that ran under this name. */
  readLog: () => Promise<string>
  /** Collects its garbage first. */
  readHeap: () => Promise<HeapAtRest>
  signal: (signal: NodeJS.Signals) => void
  /** Once it has ended. */
  restart: () => Promise<void>
  /** @throws Error when it has ended by itself */
  assertRunning: () => Promise<void>
}

/** Resolves when it is ready. */
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
