import { waitFor } from '../../test/harness/wait-for.ts'
import type { Side } from '../targets/side.ts'

const timeoutMs = 600_000

/** Waits until all jobs have succeeded. @returns when each finished, in ms, ascending */
export async function awaitFinish(side: Side, ids: readonly string[], todos: number): Promise<number[]> {
  await waitFor(
    `${ids.length} jobs of ${side.name} to finish`,
    async () => (await side.countUnfinished(ids)) === 0,
    timeoutMs,
    250,
  )
  return side.readFinishTimes(ids, todos)
}
