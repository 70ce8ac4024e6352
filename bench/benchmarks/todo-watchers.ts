import { readPeakMb } from '../../test/harness/peak-memory.ts'
import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { describeSample, formatNumber, median } from '../sample.ts'
import type { Delay } from '../targets/delays.ts'
import { openOurs } from '../targets/ours.ts'
import { startWatch } from '../watch.ts'

const maxSeconds = 2
const maxMb = 500
const changes = 20
const lastTitle = 'The last change'

/** Row 12: many watchers of the todos at the REST door of one server: when the last one sees a change, and the memory. */
export async function measureTodoWatchers(bench: Bench): Promise<RowReport> {
  const { environment, settings } = bench
  const { watchers } = settings.sizes
  const watch = await startWatch(environment.processes)
  const memoryMb: number[] = []
  let delays: Delay[] = []
  const { last } = await takeTurns(
    bench,
    { what: '12. watchers of the todos', unit: 's' },
    {
      async last() {
        // A new server each time, because the peak memory of a process never shrinks.
        await using ours = await openOurs(environment, 'redis')
        const url = `${ours.api}/todos/events`
        const { ends } = await watch({ url, watchers, first: '"revision"', end: `"title":"${lastTitle}"` })
        for (let n = 1; n <= changes; n += 1) await createTodo(ours.api, `Change ${n}`)
        await createTodo(ours.api, lastTitle)
        const changedAtMs = Date.now()
        const { endsAtMs } = await ends
        memoryMb.push(await readPeakMb(ours.serverPid))
        delays = await ours.stop()
        return ((endsAtMs.at(-1) ?? Number.NaN) - changedAtMs) / 1000
      },
    },
  )
  const count = watchers.toLocaleString('en')
  return {
    lines: [
      {
        work: `12. ${count} watchers of the todos see the last of ${changes} changes`,
        goal: `≤ ${maxSeconds} s`,
        measured: `${formatNumber(median(last.rounds))} s`,
        met: median(last.rounds) <= maxSeconds,
        ours: describeSample(last),
        comparedWith: '–',
      },
      {
        work: `12. server with ${count} watchers of the todos`,
        goal: `≤ ${maxMb} MB`,
        measured: `${formatNumber(Math.max(...memoryMb))} MB`,
        met: Math.max(...memoryMb) <= maxMb,
        ours: describeSample({ unit: 'MB', rounds: memoryMb }),
        comparedWith: '–',
      },
    ],
    delays: [{ work: '12. watchers of the todos', delays }],
  }
}

async function createTodo(api: string, title: string): Promise<void> {
  const response = await fetch(`${api}/todos`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title }),
  })
  if (response.status !== 201) throw new Error(`POST answered ${response.status}: ${await response.text()}`)
  await response.arrayBuffer()
}
