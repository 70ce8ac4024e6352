import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { type PracticalResult, startPractical } from '../practical.ts'
import { compare, type Line } from '../report.ts'
import { describeSample, formatNumber, median, type Sample } from '../sample.ts'
import { openOurs } from '../sides/ours.ts'
import type { Side } from '../sides/side.ts'

const work = '9. practical'
const atLeast = 10

/** Row 9: readers of the whole list who come in a ramp and come back, while planners make and delete todos. */
export async function holdPractical(bench: Bench): Promise<RowReport> {
  const { ground, peer, settings } = bench
  const { todos, practical: size } = settings.sizes
  await using ours = await openOurs(ground, 'redis')
  const practical = await startPractical(ground.processes)
  const results = new Map<Side['name'], PracticalResult[]>()
  for (const side of [ours, peer]) await side?.seed(todos)

  async function hold(side: Side): Promise<number> {
    const result = await practical({ api: side.api, ...size })
    results.set(side.name, [...(results.get(side.name) ?? []), result])
    return result.readP95Ms
  }
  const reading = await takeTurns(
    bench,
    { what: `${work}, p95 of reading`, unit: 'ms' },
    { ours: () => hold(ours), peer: peer && (() => hold(peer)) },
  )
  // The first round is there to warm everything up.
  const toSample = (name: Side['name'], unit: Sample['unit'], read: (result: PracticalResult) => number) => ({
    unit,
    rounds: (results.get(name) ?? []).slice(1).map(read),
  })
  const planning = (name: Side['name']) => toSample(name, 'ms', ({ planP95Ms }) => planP95Ms)
  const failing = (name: Side['name']) =>
    toSample(name, '%', ({ errors, requests }) => (100 * errors) / requests)
  const beside = { otherName: 'the peer', atLeast }
  return {
    lines: [
      compare({ work: `${work}, p95 of reading`, ours: reading.ours, other: reading.peer, ...beside }),
      compare({
        work: `${work}, p95 of planning`,
        ours: planning('TaskOverflow'),
        other: peer && planning('peer'),
        ...beside,
      }),
      toErrorLine(failing('TaskOverflow'), peer && failing('peer')),
    ],
    delays: [{ work, delays: await ours.stop() }],
  }
}

const toErrorLine = (ours: Sample, other: Sample | undefined): Line => ({
  work: `${work}, requests in vain`,
  goal: '0 %',
  measured: `${formatNumber(median(ours.rounds))} %`,
  met: ours.rounds.every(share => share === 0),
  ours: describeSample(ours),
  beside: other ? describeSample(other) : '–',
})
