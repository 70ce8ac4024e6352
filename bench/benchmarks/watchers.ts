import type { Bench, RowReport } from '../bench.ts'
import { describeSample, formatNumber, median } from '../sample.ts'
import { startWatch } from '../watch.ts'
import { watchInTurns } from './watch-in-turns.ts'

const maxSeconds = 2
const maxMb = 500

/** Row 8: many watchers of one job at the REST door of one server: when the last one receives the end, and the memory. */
export async function measureWatchers(bench: Bench): Promise<RowReport> {
  const { watchers } = bench.settings.sizes
  const watch = await startWatch(bench.environment.processes)
  const { last, memoryMb, delays } = await watchInTurns(bench, '8. watchers of one job', watch, watchers)
  const count = watchers.toLocaleString('en')
  return {
    lines: [
      {
        work: `8. ${count} watchers receive the end`,
        goal: `≤ ${maxSeconds} s`,
        measured: `${formatNumber(median(last.rounds))} s`,
        met: median(last.rounds) <= maxSeconds,
        ours: describeSample(last),
        comparedWith: '–',
      },
      {
        work: `8. server with ${count} watchers`,
        goal: `≤ ${maxMb} MB`,
        measured: `${formatNumber(Math.max(...memoryMb))} MB`,
        met: Math.max(...memoryMb) <= maxMb,
        ours: describeSample({ unit: 'MB', rounds: memoryMb }),
        comparedWith: '–',
      },
    ],
    delays: [{ work: '8. watchers of one job', delays }],
  }
}
