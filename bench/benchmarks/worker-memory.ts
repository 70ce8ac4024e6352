import { setTimeout as delay } from 'node:timers/promises'
import { readPeakMb } from '../../test/harness/peak-memory.ts'
import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import type { Line } from '../report.ts'
import { describeSample, formatNumber, median, type Sample } from '../sample.ts'
import { type Ours, openOurs } from '../targets/ours.ts'
import { awaitFinish } from './await-finish.ts'

const maxGrowthMb = 30
const maxMb = 200
const idleMs = 3_000

/** Row 6: the peak memory (Linux VmHWM) of a new worker for a short list, a long list, and no job. */
export async function measureWorkerMemory(bench: Bench): Promise<RowReport> {
  const [few, many] = bench.settings.sizes.memoryTodos
  await using ours = await openOurs(bench.environment, 'redis')
  const measure = (todos: number) => () => measurePeak(bench, ours, todos)
  const { idle, short, long } = await takeTurns(
    bench,
    { what: '6. memory of a worker', unit: 'MB' },
    { idle: measure(0), short: measure(few), long: measure(many) },
  )
  const growth = median(long.rounds) - median(short.rounds)
  return {
    lines: [
      toLine(
        `6. worker at ${many.toLocaleString('en')} todos`,
        `≤ ${maxMb} MB`,
        median(long.rounds),
        maxMb,
        long,
      ),
      {
        ...toLine(
          `6. the same, beside ${few.toLocaleString('en')} todos`,
          `≤ ${maxGrowthMb} MB more`,
          growth,
          maxGrowthMb,
          long,
        ),
        comparedWith: `${describeSample(short)}; idle ${describeSample(idle)}`,
      },
    ],
    delays: [{ work: '6. memory of a worker', delays: await ours.stop() }],
  }
}

const toLine = (work: string, goal: string, measured: number, most: number, ours: Sample): Line => ({
  work,
  goal,
  measured: `${formatNumber(measured)} MB`,
  met: measured <= most,
  ours: describeSample(ours),
  comparedWith: '–',
})

/** @param todos 0: the worker idles */
async function measurePeak({ load }: Bench, ours: Ours, todos: number): Promise<number> {
  await ours.seed(todos)
  await ours.startWorkers()
  if (todos === 0) await delay(idleMs)
  else {
    const { ids } = await load({ url: `${ours.api}/todos/ical`, connections: 1, requests: 1 })
    await awaitFinish(ours, ids, todos)
  }
  const peakMb = Math.max(...(await Promise.all(ours.getWorkerPids().map(readPeakMb))))
  await ours.stopWorkers()
  await ours.forgetJobs()
  return peakMb
}
