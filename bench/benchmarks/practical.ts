import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { type Practical, type PracticalResult, startPractical } from '../practical-load.ts'
import { compare, type Line } from '../report.ts'
import { describeSample, formatNumber, median, type Sample } from '../sample.ts'
import { openOurs } from '../targets/ours.ts'
import type { Target } from '../targets/target.ts'

const work = '9. practical'
const atLeast = 10

type Measured = { reading: Sample; planning: Sample; failed: Sample }
type Rung = { ours: Measured; peer: Measured | undefined }

/**
 * Row 9: a growing number of readers, who arrive in a ramp and read the whole list repeatedly while planners create and
 * delete todos. The goals apply to the largest number.
 */
export async function measurePractical(bench: Bench): Promise<RowReport> {
  const { readers: sizes } = bench.settings.sizes.practical
  await using ours = await openOurs(bench.environment, 'redis')
  const practical = await startPractical(bench.environment.processes)
  const rungs: Rung[] = []
  for (const readers of sizes) rungs.push(await holdRung(bench, practical, ours, readers))

  const toChart = (title: string, unit: Sample['unit'], quantity: keyof Measured) => ({
    title,
    unit,
    curves: [
      { name: 'TaskOverflow', samples: rungs.map(rung => rung.ours[quantity]) },
      { name: 'peer', samples: rungs.map(rung => rung.peer?.[quantity]) },
    ],
  })
  const last = rungs.at(-1)
  return {
    lines: last ? toLines(last, sizes.at(-1) ?? 0) : [],
    delays: [{ work, delays: await ours.stop() }],
    growth: {
      title: '9. growing practical',
      along: 'readers',
      sizes,
      file: 'growth-of-readers.svg',
      charts: [
        toChart('p95 of reading', 'ms', 'reading'),
        toChart('p95 of planning', 'ms', 'planning'),
        toChart('Failed requests', '%', 'failed'),
      ],
    },
  }
}

async function holdRung(bench: Bench, practical: Practical, ours: Target, readers: number): Promise<Rung> {
  const {
    settings: { sizes },
    peer,
  } = bench
  const results = { ours: [] as PracticalResult[], peer: [] as PracticalResult[] }

  async function hold(target: Target, held: PracticalResult[]): Promise<number> {
    // A todo whose request timed out is created all the same; seeding removes it before the next turn.
    await target.seed(sizes.todos)
    const result = await practical({ api: target.api, ...sizes.practical, readers })
    held.push(result)
    return result.readP95Ms
  }
  await takeTurns(
    bench,
    { what: `${work}, ${readers} readers, p95 of reading`, unit: 'ms' },
    {
      ours: () => hold(ours, results.ours),
      peer: peer && (() => hold(peer, results.peer)),
    },
  )
  return { ours: toMeasured(results.ours), peer: peer && toMeasured(results.peer) }
}

function toMeasured(results: PracticalResult[]): Measured {
  // The first round is warm-up.
  const rounds = results.slice(1)
  return {
    reading: { unit: 'ms', rounds: rounds.map(({ readP95Ms }) => readP95Ms) },
    planning: { unit: 'ms', rounds: rounds.map(({ planP95Ms }) => planP95Ms) },
    failed: { unit: '%', rounds: rounds.map(({ errors, requests }) => (100 * errors) / requests) },
  }
}

function toLines({ ours, peer }: Rung, readers: number): Line[] {
  const many = `9. ${readers.toLocaleString('en')} readers`
  const comparison = { otherName: 'the peer', atLeast }
  return [
    compare({ work: `${many}, p95 of reading`, ours: ours.reading, other: peer?.reading, ...comparison }),
    compare({ work: `${many}, p95 of planning`, ours: ours.planning, other: peer?.planning, ...comparison }),
    {
      work: `${many}, failed requests`,
      goal: '0 %',
      measured: `${formatNumber(median(ours.failed.rounds))} %`,
      met: ours.failed.rounds.every(share => share === 0),
      ours: describeSample(ours.failed),
      comparedWith: peer ? describeSample(peer.failed) : '–',
    },
  ]
}
