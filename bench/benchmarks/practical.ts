import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { type Practical, type PracticalResult, startPractical } from '../practical.ts'
import { compare, type Line } from '../report.ts'
import { describeSample, formatNumber, median, type Sample } from '../sample.ts'
import { openOurs } from '../targets/ours.ts'
import type { Side } from '../targets/side.ts'

const work = '9. practical'
const atLeast = 10

type AttemptRef = { reading: Sample; planning: Sample; inVain: Sample }
type Rung = { ours: AttemptRef; peer: AttemptRef | undefined }

/**
 * Row 9: readers of the whole list who come in a ramp and come back, while planners make and delete todos; more and
 * more readers. The goals are those of the most.
 */
export async function holdPractical(bench: Bench): Promise<RowReport> {
  const { readers: sizes } = bench.settings.sizes.practical
  await using ours = await openOurs(bench.ground, 'redis')
  const practical = await startPractical(bench.ground.processes)
  const rungs: Rung[] = []
  for (const readers of sizes) rungs.push(await holdRung(bench, practical, ours, readers))

  const toChart = (title: string, unit: Sample['unit'], quantity: keyof AttemptRef) => ({
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
        toChart('Requests in vain', '%', 'inVain'),
      ],
    },
  }
}

async function holdRung(bench: Bench, practical: Practical, ours: Side, readers: number): Promise<Rung> {
  const {
    settings: { sizes },
    peer,
  } = bench
  const results = { ours: [] as PracticalResult[], peer: [] as PracticalResult[] }

  async function hold(side: Side, held: PracticalResult[]): Promise<number> {
    // A todo whose planner waited in vain is made all the same, and would make the list longer for the next turn.
    await side.seed(sizes.todos)
    const result = await practical({ api: side.api, ...sizes.practical, readers })
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
  return { ours: toAttemptRef(results.ours), peer: peer && toAttemptRef(results.peer) }
}

function toAttemptRef(results: PracticalResult[]): AttemptRef {
  // The first round is there to warm everything up.
  const rounds = results.slice(1)
  return {
    reading: { unit: 'ms', rounds: rounds.map(({ readP95Ms }) => readP95Ms) },
    planning: { unit: 'ms', rounds: rounds.map(({ planP95Ms }) => planP95Ms) },
    inVain: { unit: '%', rounds: rounds.map(({ errors, requests }) => (100 * errors) / requests) },
  }
}

function toLines({ ours, peer }: Rung, readers: number): Line[] {
  const many = `9. ${readers.toLocaleString('en')} readers`
  const beside = { otherName: 'the peer', atLeast }
  return [
    compare({ work: `${many}, p95 of reading`, ours: ours.reading, other: peer?.reading, ...beside }),
    compare({ work: `${many}, p95 of planning`, ours: ours.planning, other: peer?.planning, ...beside }),
    {
      work: `${many}, requests in vain`,
      goal: '0 %',
      measured: `${formatNumber(median(ours.inVain.rounds))} %`,
      met: ours.inVain.rounds.every(share => share === 0),
      ours: describeSample(ours.inVain),
      beside: peer ? describeSample(peer.inVain) : '–',
    },
  ]
}
