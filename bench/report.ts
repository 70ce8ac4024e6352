import type { Delay } from './sides/delays.ts'
import type { Machine } from './machine.ts'
import { describeSample, formatNumber, median, type Sample } from './sample.ts'
import type { RowReport } from './bench.ts'

/** One goal: what was measured, and whether it is met (undefined: there was nothing to compare with). */
export type Line = {
  work: string
  goal: string
  measured: string
  met: boolean | undefined
  ours: string
  beside: string
}

type Comparison = {
  work: string
  ours: Sample
  other: Sample | undefined
  otherName: string
  atLeast: number
}

/** How many times as fast as the other we are; of times, the shorter is the better. */
export function compare({ work, ours, other, otherName, atLeast }: Comparison): Line {
  const ratio =
    other &&
    (ours.unit === 's' || ours.unit === 'ms'
      ? median(other.rounds) / median(ours.rounds)
      : median(ours.rounds) / median(other.rounds))
  return {
    work,
    goal: `≥ ${atLeast} × ${otherName}`,
    measured: ratio === undefined ? 'peer not measured' : `${formatNumber(ratio)} ×`,
    met: ratio === undefined ? undefined : ratio >= atLeast,
    ours: describeSample(ours),
    beside: other ? describeSample(other) : '–',
  }
}

export function printReport(reports: RowReport[]): string {
  const lines = reports.flatMap(report => report.lines)
  const table = printTable(
    ['Work', 'Goal', 'Measured', 'Met', 'TaskOverflow', 'Compared with'],
    lines.map(({ work, goal, measured, met, ours, beside }) => [
      work,
      goal,
      measured,
      describeMet(met),
      ours,
      beside,
    ]),
  )
  const delays = reports
    .flatMap(report => report.delays)
    .flatMap(({ work, delays }) => delays.map(delay => toDelayRow(work, delay)))
  if (delays.length === 0) return table
  return `${table}\n\n${printTable(['Event loop delay', 'Process', 'Goal', 'p99', 'Met', 'Longest'], delays)}`
}

const describeMet = (met: boolean | undefined) => (met === undefined ? '–' : met ? 'yes' : 'no')

const mostDelayMs = 50

const toDelayRow = (work: string, { process, p99Ms, maxMs }: Delay): string[] => [
  work,
  process,
  `≤ ${mostDelayMs} ms`,
  `${formatNumber(p99Ms)} ms`,
  describeMet(p99Ms <= mostDelayMs),
  `${formatNumber(maxMs)} ms`,
]

export function printTable(head: string[], rows: string[][]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map(row => row[column]?.length ?? 0)),
  )
  const print = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [print(head), `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(print)].join(
    '\n',
  )
}

type ResultsFile = { report: string; machine: Machine; rounds: number; at: Date }

export const printResultsFile = ({
  report,
  machine,
  rounds,
  at,
}: ResultsFile): string => `# What \`npm run bench\` measured

Medians of ${rounds} rounds, in brackets from the least to the most; TaskOverflow and what it is compared with took turns
on one machine. The peer is the course's own stack, in \`bench/peer\`; the limits are in \`bench/limits\`.

${report}

${printTable(
  ['Machine', at.toISOString().slice(0, 10)],
  machine.map(({ name, value }) => [name, value]),
)}

To repeat it: \`npm ci && npm run bench\`, on an otherwise idle machine with Linux and Redis; \`npm run bench -- --help\` says
how to run parts of it, and \`bench/peer/run check\` what the peer needs.
`
