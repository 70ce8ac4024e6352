import { printTable } from '../../../bench/print-table.ts'
import { formatNumber } from '../../../bench/sample.ts'
import { inMb, printChecks, printHead, printRest, printShared } from '../print-soaked.ts'
import type { Soaked } from '../run-soak.ts'
import type { Check } from '../verdict.ts'
import { maxLivezMs, maxSmallJobMs, toMaxNewMs, toRatio } from './hostile-verdict.ts'
import { type Hostile, maxOf, p99, type Round } from './round.ts'
import type { HostileSettings } from './run-hostile.ts'

/** The tables of a hostile run, in the format of docs/runs.md. */
export const printHostile = (
  settings: HostileSettings,
  { soaked, hostile }: { soaked: Soaked; hostile: Hostile },
  checks: Check[],
  at: Date,
): string =>
  [
    printHead(settings, `of attacks, ${hostile.limitDescription}`, soaked, at),
    printRounds(hostile),
    printResults(hostile),
    printRest(soaked),
    printShared(soaked),
    printChecks(checks),
  ].join('\n\n')

const inMs = (ms: number) => `${formatNumber(ms)} ms`

/** Values with a limit are also printed as a multiple of it. */
const printRounds = ({ rounds, memoryMb }: Hostile) =>
  printTable(
    [
      'Round',
      's',
      '/livez p99, max, kept connection',
      'new connection',
      'bare server, max idle, flooded',
      'calm user p99',
      'refused',
      'server, max',
      'worker, max',
    ],
    rounds.map(round => [
      round.name,
      formatNumber(round.seconds),
      describeLivez(round.livez.keptMs, maxLivezMs),
      describeLivez(round.livez.newMs, toMaxNewMs(round)),
      `${inMs(maxOf(round.livez.bareMs))}, ${round.bareFloodMs.length === 0 ? '–' : inMs(maxOf(round.bareFloodMs))}`,
      inMs(p99(round.calm.answersMs)),
      `${round.calm.refusals} of ${round.calm.answersMs.length}`,
      ...['server', 'worker'].map(process => {
        const mb = round.peaksMb.get(process) ?? 0
        return `${inMb(mb)} = ${toRatio(mb / memoryMb)}`
      }),
    ]),
  )

const describeLivez = (answersMs: number[], limitMs: number) =>
  `${inMs(p99(answersMs))}, ${inMs(maxOf(answersMs))} = ${toRatio(maxOf(answersMs) / limitMs)}`

const printResults = ({ rounds }: Hostile) =>
  printTable(
    ['Round', 'Result'],
    rounds.map(round => [round.name, describeRound(round).join('; ')]),
  )

const describeRound = ({ attacks, jobs, drains, deaths }: Round): string[] => [
  ...[...attacks].map(([name, { tally }]) => {
    const counts = Object.entries(tally.counts).map(
      ([what, count]) => `${count.toLocaleString('en')} × ${what}`,
    )
    return `${name}: ${counts.join(', ') || 'no answers read'}`
  }),
  ...jobs.map(({ jobs: count, failures, smallP95Ms }) => {
    const small =
      smallP95Ms === undefined
        ? ''
        : `, small ones p95 ${inMs(smallP95Ms)} = ${toRatio(smallP95Ms / maxSmallJobMs)}`
    return `${count} jobs, ${failures.length === 0 ? 'all SUCCESS' : failures.join(', ')}${small}`
  }),
  ...drains.map(
    ({ ending, seconds, limitSeconds }) =>
      `drained in ${formatNumber(seconds)} s = ${toRatio(seconds / limitSeconds)}, exited with ${ending}`,
  ),
  ...deaths,
]
