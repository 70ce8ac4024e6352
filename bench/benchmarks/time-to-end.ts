import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { describeSample, formatNumber, median, percentile } from '../sample.ts'
import { openOurs } from '../targets/ours.ts'
import type { Side } from '../targets/side.ts'
import { makeByPolling, pollEveryMs } from './make-by-polling.ts'

const work = '7. POST to SUCCESS on the stream'
const maxMs = 10
/** Enough that most of them meet warm processes. */
const jobs = 200

/**
 * Row 7: from POST to SUCCESS on the event stream, the list changed before each, one job at a time. The peer has no
 * stream: its client polls.
 */
export async function measureTimeToEnd(bench: Bench): Promise<RowReport> {
  const { peer } = bench
  await using ours = await openOurs(bench.ground, 'redis')
  for (const side of [ours, peer]) {
    await side?.seed(bench.settings.sizes.todos)
    await side?.startWorkers()
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
      peer: peer && (() => measureP50(peer, () => makeByPolling(peer))),
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
        beside: p50.peer ? `${describeSample(p50.peer)}, polled each ${pollEveryMs} ms` : '–',
      },
    ],
    delays: [{ work, delays: await ours.stop() }],
  }
}

/** @returns ms */
async function measureP50(side: Side, make: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let job = 0; job < jobs; job += 1) {
    await side.changeList()
    const startedAtMs = performance.now()
    await make()
    times.push(performance.now() - startedAtMs)
  }
  return percentile(times, 50)
}
