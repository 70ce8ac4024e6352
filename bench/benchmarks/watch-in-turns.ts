import { readPeakMb } from '../../test/harness/peak-memory.ts'
import { type Bench, takeTurns } from '../bench.ts'
import type { Sample } from '../sample.ts'
import type { Delay } from '../targets/delays.ts'
import { type Ours, openOurs } from '../targets/ours.ts'
import type { Watch } from '../watch.ts'
import { awaitFinish } from './await-finish.ts'

/**
 * Lets this many watchers watch one job, round by round.
 *
 * @returns when the last watcher received the end, and the peak memory of each round's server, warm-up included
 */
export async function watchInTurns(
  bench: Bench,
  what: string,
  watch: Watch,
  watchers: number,
): Promise<{ last: Sample; memoryMb: number[]; delays: Delay[] }> {
  const memoryMb: number[] = []
  let delays: Delay[] = []
  const { last } = await takeTurns(
    bench,
    { what, unit: 's' },
    {
      async last() {
        // A new server each time, because the peak memory of a process never shrinks.
        await using ours = await openOurs(bench.environment, 'redis')
        await ours.seed(bench.settings.sizes.todos)
        const { seconds, mb } = await watchOneJob(bench, ours, watch, watchers)
        memoryMb.push(mb)
        delays = await ours.stop()
        return seconds
      },
    },
  )
  return { last, memoryMb, delays }
}

/** @returns the time from the end of the job until the last watcher received it, and the server's peak memory */
async function watchOneJob(
  { load, settings: { sizes } }: Bench,
  ours: Ours,
  watch: Watch,
  watchers: number,
): Promise<{ seconds: number; mb: number }> {
  const { ids } = await load({ url: `${ours.api}/todos/ical`, connections: 1, requests: 1 })
  const url = `${ours.api}/todos/ical/${ids[0]}/events`
  const { ends } = await watch({ url, watchers, first: 'event: status', end: '"state":"SUCCESS"' })
  await ours.startWorkers()
  const { endsAtMs } = await ends
  const [finishedAtMs = Number.NaN] = await awaitFinish(ours, ids, sizes.todos)
  if (endsAtMs.length !== watchers) throw new Error(`Only ${endsAtMs.length} watchers saw the end`)
  const mb = await readPeakMb(ours.serverPid)
  return { seconds: ((endsAtMs.at(-1) ?? Number.NaN) - finishedAtMs) / 1000, mb }
}
