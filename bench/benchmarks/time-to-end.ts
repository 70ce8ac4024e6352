import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { describeSample, formatNumber, median, percentile } from '../sample.ts'
import { openOurs } from '../targets/ours.ts'
import type { Target } from '../targets/target.ts'
import { createByPolling, pollEveryMs } from './create-by-polling.ts'

const work = '7. POST to SUCCESS on the stream'
const maxMs = 10
/** Enough to measure mostly warm processes. */
const jobs = 200

/**
 * Row 7: the time from POST to SUCCESS on the event stream, one job at a time, each after a change of the list. The peer
 * has no stream, so its client polls.
 */
export async function measureTimeToEnd(bench: Bench): Promise<RowReport> {
  const { peer } = bench
  await using ours = await openOurs(bench.environment, 'redis')
  for (const target of [ours, peer]) {
    await target?.seed(bench.settings.sizes.todos)
    await target?.startWorkers()
  }

  async function makeOnStream(): Promise<void> {
    const accepted = await fetch(`${ours.api}/todos/ical`, { method: 'POST' })
    const { task_url: url } = (await accepted.json()) as { task_url: string }
    const stream = await fetch(url.replace(/status$/, 'events'))
    const text = await stream.text()
    if (!text.includes('"state":"SUCCESS"')) throw new Error(`A stream ended without SUCCESS: ${text}`)
  }

  const p50 = await takeTurns(
    bench,
    { what: `${work}, p50`, unit: 'ms' },
    {
      ours: () => measureP50(ours, makeOnStream),
      peer: peer && (() => measureP50(peer, () => createByPolling(peer))),
    },
  )
  await peer?.stopWorkers()
  await peer?.forgetJobs()
  return {
    lines: [
      {
        work: `${work}, p50`,
        goal: `≤ ${maxMs} ms`,
        measured: `${formatNumber(median(p50.ours.rounds))} ms`,
        met: median(p50.ours.rounds) <= maxMs,
        ours: describeSample(p50.ours),
        comparedWith: p50.peer ? `${describeSample(p50.peer)}, polled every ${pollEveryMs} ms` : '–',
      },
    ],
    delays: [{ work, delays: await ours.stop() }],
  }
}

/** @returns ms */
async function measureP50(target: Target, make: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let job = 0; job < jobs; job += 1) {
    await target.changeList()
    const startedAtMs = performance.now()
    await make()
    times.push(performance.now() - startedAtMs)
  }
  return percentile(times, 50)
}
