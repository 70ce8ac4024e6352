import { waitFor } from '../../test/harness/wait-for.ts'
import type { Target } from '../targets/target.ts'

const timeoutMs = 600_000

/** Waits until all jobs have succeeded. @returns when each finished, in ms, ascending */
export async function awaitFinish(target: Target, ids: readonly string[], todos: number): Promise<number[]> {
  await waitFor(
    `${ids.length} jobs of ${target.name} to finish`,
    async () => (await target.countUnfinished(ids)) === 0,
    timeoutMs,
  )
  return target.readFinishTimes(ids, todos)
}
