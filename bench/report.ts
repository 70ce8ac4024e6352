import type { Delay } from './targets/delays.ts'
import type { Machine } from './machine.ts'
import { describeSample, formatNumber, median, type Sample } from './sample.ts'
import type { RowReport } from './bench.ts'
import { type Growth, printGrowth } from './growth.ts'
import { printTable } from './print-table.ts'

/** A goal, the measurement, and whether the goal is met; undefined when there was nothing to compare with. */
export type Line = {
  work: string
  goal: string
  measured: string
  met: boolean | undefined
  ours: string
  comparedWith: string
}

type Comparison = {
  work: string
  ours: Sample
  other: Sample | undefined
  otherName: string
  atLeast: number
}

/** Computes how many times as fast as the other we are, from rates or from times. */
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
    comparedWith: other ? describeSample(other) : '–',
  }
}

export const printReport = (reports: RowReport[]): string =>
  [
    printLines(reports.flatMap(report => report.lines)),
    ...reports.flatMap(({ growth }) => (growth ? [printGrowth(growth)] : [])),
    printDelays(reports),
  ]
    .filter(table => table !== undefined)
    .join('\n\n')

function printLines(lines: Line[]): string | undefined {
  if (lines.length === 0) return undefined
  return printTable(
    ['Work', 'Goal', 'Measured', 'Met', 'TaskOverflow', 'Compared with'],
    lines.map(({ work, goal, measured, met, ours, comparedWith }) => [
      work,
      goal,
      measured,
      describeMet(met),
      ours,
      comparedWith,
    ]),
  )
}

function printDelays(reports: RowReport[]): string | undefined {
  const delays = reports
    .flatMap(report => report.delays)
    .flatMap(({ work, delays }) => delays.map(delay => toDelayRow(work, delay)))
  if (delays.length === 0) return undefined
  return printTable(['Event loop delay', 'Process', 'Goal', 'p99', 'Met', 'Longest'], delays)
}

const describeMet = (met: boolean | undefined) => (met === undefined ? '–' : met ? 'yes' : 'no')

const maxDelayMs = 50

const toDelayRow = (work: string, { process, p99Ms, maxMs }: Delay): string[] => [
  work,
  process,
  `≤ ${maxDelayMs} ms`,
  `${formatNumber(p99Ms)} ms`,
  describeMet(p99Ms <= maxDelayMs),
  `${formatNumber(maxMs)} ms`,
]

type ResultsFile = { report: string; growths: Growth[]; machine: Machine; rounds: number; at: Date }

export const printResultsFile = ({
  report,
  growths,
  machine,
  rounds,
  at,
}: ResultsFile): string => `# Results of \`npm run bench\`

Medians of ${rounds} rounds, with the minimum and maximum in brackets. TaskOverflow and what it is compared with took turns
on one machine. The peer is the course's own stack, in \`bench/peer\`; the limits are in \`bench/limits\`.

${report}

${growths.map(({ title, file }) => `![${title}](${file})`).join('\n\n')}

${printTable(
  ['Machine', at.toISOString().slice(0, 10)],
  machine.map(({ name, value }) => [name, value]),
)}

To repeat it, run \`npm ci && npm run bench\` on an otherwise idle Linux machine with Redis. \`npm run bench -- --help\` explains
how to run parts of it, and \`bench/peer/run check\` lists what the peer needs.
`
