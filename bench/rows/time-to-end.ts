import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { describeSample, formatNumber, median, percentile } from '../sample.ts'
import { openOurs } from '../sides/ours.ts'

const mostMs = 10
const jobs = 50

/** Row 7: from POST to SUCCESS on the event stream, the list changed before each, one job at a time. */
export async function measureTimeToEnd(bench: Bench): Promise<RowReport> {
  await using ours = await openOurs(bench.ground, 'redis')
  await ours.seed(bench.settings.sizes.todos)
  await ours.startWorker()

  async function measureOne(): Promise<number> {
    await ours.changeList()
    const startedAtMs = performance.now()
    const accepted = await fetch(`${ours.api}/todos/ical`, { method: 'POST' })
    const { task_url: url } = (await accepted.json()) as { task_url: string }
    const stream = await fetch(url.replace(/status$/, 'events'))
    const text = await stream.text()
    if (!text.includes('"state":"SUCCESS"')) throw new Error(`A stream ended without SUCCESS: ${text}`)
    return performance.now() - startedAtMs
  }

  const { p50 } = await takeTurns(
    bench,
    { what: '7. POST to SUCCESS on the stream, p50', unit: 'ms' },
    {
      async p50() {
        const times: number[] = []
        for (let job = 0; job < jobs; job += 1) times.push(await measureOne())
        return percentile(times, 50)
      },
    },
  )
  return {
    lines: [
      {
        work: '7. POST to SUCCESS on the stream, p50',
        goal: `≤ ${mostMs} ms`,
        measured: `${formatNumber(median(p50.rounds))} ms`,
        met: median(p50.rounds) <= mostMs,
        ours: describeSample(p50),
        beside: '–',
      },
    ],
    delays: [{ work: '7. POST to SUCCESS on the stream', delays: await ours.stop() }],
  }
}
