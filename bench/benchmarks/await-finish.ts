import { poll } from '../poll.ts'
import type { Side } from '../targets/side.ts'

const timeoutMs = 600_000

/** Waits until the jobs are over. @returns when each ended, in ms, ascending; all of them with SUCCESS */
export async function awaitFinish(side: Side, ids: readonly string[], todos: number): Promise<number[]> {
  await poll(async () => (await side.countUnfinished(ids)) === 0, {
    everyMs: 250,
    timeoutMs,
    what: `${ids.length} jobs of ${side.name} are finished`,
  })
  return side.readFinishTimes(ids, todos)
}
