import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import type { Sample } from '../sample.ts'
import type { Delay } from '../sides/delays.ts'
import { openOurs } from '../sides/ours.ts'
import { startWatch } from '../watch.ts'
import { watchOneJob } from './watchers.ts'

const work = '11. growing audience'

/** Row 11: until all watchers of a job are shown its end, and the memory of the server, for more and more of them. */
export async function measureGrowthOfWatchers(bench: Bench): Promise<RowReport> {
  const { growthWatchers: sizes, todos } = bench.settings.sizes
  const watch = await startWatch(bench.ground.processes)
  const times: Sample[] = []
  const memory: Sample[] = []
  let delays: Delay[] = []
  for (const watchers of sizes) {
    const memoryMb: number[] = []
    const { last } = await takeTurns(
      bench,
      { what: `${work}, ${watchers} watchers`, unit: 's' },
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
    times.push(last)
    memory.push({ unit: 'MB', rounds: memoryMb.slice(1) })
  }
  return {
    lines: [],
    delays: [{ work, delays }],
    growth: {
      title: work,
      along: 'watchers',
      sizes,
      file: 'growth-of-watchers.svg',
      charts: [
        { title: 'All have seen the end', unit: 's', curves: [{ name: 'TaskOverflow', samples: times }] },
        { title: 'Memory of the server', unit: 'MB', curves: [{ name: 'TaskOverflow', samples: memory }] },
      ],
    },
  }
}
