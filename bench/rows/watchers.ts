import { readFile } from 'node:fs/promises'
import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { describeSample, formatNumber, median } from '../sample.ts'
import type { Delay } from '../sides/delays.ts'
import { type Ours, openOurs } from '../sides/ours.ts'
import { startWatch, type Watch } from '../watch.ts'
import { awaitFinish } from './await-finish.ts'

const mostSeconds = 2
const mostMb = 500

/** Row 8: many watchers of one job at the REST door of one server: when the last is shown the end, and the memory. */
export async function measureWatchers(bench: Bench): Promise<RowReport> {
  const { watchers, todos } = bench.settings.sizes
  const watch = await startWatch(bench.ground.processes)
  const memoryMb: number[] = []
  let delays: Delay[] = []
  const { last } = await takeTurns(
    bench,
    { what: '8. watchers of one job', unit: 's' },
    {
      async last() {
        // A fresh server each time: the most memory that a process has had is never forgotten.
        await using ours = await openOurs(bench.ground, 'redis')
        await ours.seed(todos)
        const { seconds, mb } = await watchOneJob(bench, ours, watch, watchers)
        memoryMb.push(mb)
        delays = await ours.stop()
        return seconds
      },
    },
  )
  const count = watchers.toLocaleString('en')
  return {
    lines: [
      {
        work: `8. ${count} watchers see the end`,
        goal: `≤ ${mostSeconds} s`,
        measured: `${formatNumber(median(last.rounds))} s`,
        met: median(last.rounds) <= mostSeconds,
        ours: describeSample(last),
        beside: '–',
      },
      {
        work: `8. server with ${count} watchers`,
        goal: `≤ ${mostMb} MB`,
        measured: `${formatNumber(Math.max(...memoryMb))} MB`,
        met: Math.max(...memoryMb) <= mostMb,
        ours: describeSample({ unit: 'MB', rounds: memoryMb }),
        beside: '–',
      },
    ],
    delays: [{ work: '8. watchers of one job', delays }],
  }
}

/** @returns from the end of the job to the last watcher's hearing of it, and the most memory of the server */
export async function watchOneJob(
  { load, settings: { sizes } }: Bench,
  ours: Ours,
  watch: Watch,
  watchers: number,
): Promise<{ seconds: number; mb: number }> {
  const { ids } = await load({ url: `${ours.api}/todos/ical`, connections: 1, requests: 1 })
  const { ends } = await watch({ url: `${ours.api}/todos/ical/${ids[0]}/events`, watchers })
  await ours.startWorker()
  const { endsAtMs } = await ends
  const [finishedAtMs = Number.NaN] = await awaitFinish(ours, ids, sizes.todos)
  if (endsAtMs.length !== watchers) throw new Error(`Only ${endsAtMs.length} watchers saw the end`)
  const status = await readFile(`/proc/${ours.serverPid}/status`, 'utf8')
  const mb = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
  return { seconds: ((endsAtMs.at(-1) ?? Number.NaN) - finishedAtMs) / 1000, mb }
}
