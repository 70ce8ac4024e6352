import type { Bench, RowReport } from '../bench.ts'
import type { Sample } from '../sample.ts'
import type { Delay } from '../targets/delays.ts'
import { startWatch } from '../watch.ts'
import { watchInTurns } from './watch-in-turns.ts'

const work = '11. growing audience'

/** Row 11: the time until all watchers of a job have received its end, and the server's memory, by number of watchers. */
export async function measureGrowthOfWatchers(bench: Bench): Promise<RowReport> {
  const { growthWatchers: sizes } = bench.settings.sizes
  const watch = await startWatch(bench.environment.processes)
  const times: Sample[] = []
  const memory: Sample[] = []
  let delays: Delay[] = []
  for (const watchers of sizes) {
    const watched = await watchInTurns(bench, `${work}, ${watchers} watchers`, watch, watchers)
    times.push(watched.last)
    delays = watched.delays
    memory.push({ unit: 'MB', rounds: watched.memoryMb.slice(1) })
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
        { title: 'All have received the end', unit: 's', curves: [{ name: 'TaskOverflow', samples: times }] },
        { title: 'Memory of the server', unit: 'MB', curves: [{ name: 'TaskOverflow', samples: memory }] },
      ],
    },
  }
}
