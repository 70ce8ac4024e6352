import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import type { Sample } from '../sample.ts'
import { openOurs } from '../targets/ours.ts'
import { accept } from './accept.ts'
import { createOne } from './large-job.ts'

const work = '10. growing list'
const pace = { connections: 64, durationMs: 2_000 }

/** The peer's POST reads the whole list: limits the requests to what it answers in some seconds on few connections. */
const toPeerPace = (todos: number) => ({
  connections: 4,
  requests: Math.min(1_000, Math.max(4, Math.round(100_000 / todos))),
})

type Measured = { ours: Sample; peer: Sample | undefined }

/** Row 10: the rate of accepting and the time of one job, for lists of growing length. */
export async function measureGrowthOfTodos(bench: Bench): Promise<RowReport> {
  const { peer, settings, load } = bench
  const { growthTodos: sizes } = settings.sizes
  await using ours = await openOurs(bench.environment, 'redis')
  const rates: Measured[] = []
  const times: Measured[] = []
  for (const todos of sizes) {
    for (const target of [ours, peer]) await target?.seed(todos)
    const what = `${work}, ${todos} todos`
    rates.push(
      await takeTurns(
        bench,
        { what: `${what}, accepting`, unit: 'jobs/s' },
        {
          ours: () => accept(load, ours, pace),
          peer: peer && (() => accept(load, peer, toPeerPace(todos))),
        },
      ),
    )
    for (const target of [ours, peer]) await target?.startWorkers()
    times.push(
      await takeTurns(
        bench,
        { what: `${what}, one job`, unit: 's' },
        { ours: () => createOne(ours, todos), peer: peer && (() => createOne(peer, todos)) },
      ),
    )
    for (const target of [ours, peer]) {
      await target?.stopWorkers()
      await target?.forgetJobs()
    }
  }
  return {
    lines: [],
    delays: [{ work, delays: await ours.stop() }],
    growth: {
      title: work,
      along: 'todos',
      sizes,
      file: 'growth-of-todos.svg',
      charts: [
        { title: 'Accept jobs', unit: 'jobs/s', curves: toCurves(rates) },
        { title: 'One job', unit: 's', curves: toCurves(times) },
      ],
    },
  }
}

const toCurves = (measured: Measured[]) => [
  { name: 'TaskOverflow', samples: measured.map(({ ours }) => ours) },
  { name: 'peer', samples: measured.map(({ peer }) => peer) },
]
