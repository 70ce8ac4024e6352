import { cpus, release, totalmem, type } from 'node:os'
import { printTable } from '../print-table.ts'
import { formatNumber } from '../sample.ts'
import { measureGrowth } from './growth.ts'
import type { Soaked, SoakSettings } from './run-soak.ts'
import { type Check, leastOf, namesOfShared } from './verdict.ts'

/** The tables of a run, as they stand in docs/reliability.md. */
export const printSoaked = (settings: SoakSettings, soaked: Soaked, checks: Check[], at: Date): string =>
  [
    printHead(settings, soaked, at),
    printProcesses(soaked),
    printShared(soaked),
    printCounts(soaked),
    printTable(
      ['Check', 'Seen', 'Kept'],
      checks.map(({ promise, seen, isKept }) => [promise, seen, isKept ? 'yes' : 'no']),
    ),
  ].join('\n\n')

const printHead = ({ broker, minutes, perSecond }: SoakSettings, { warmUpMinutes }: Soaked, at: Date) =>
  `${at.toISOString().slice(0, 10)}, ${broker}, ${minutes} minutes with ${perSecond} deeds a second, the first ` +
  `${formatNumber(warmUpMinutes)} of them to warm up; ` +
  `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
  `${type()} ${release()}, Node ${process.version}`

function printProcesses({ readings, restBefore, restAfter }: Soaked): string {
  const names = [...(restAfter.at(-1)?.processes.keys() ?? [])]
  return printTable(
    [
      'Process',
      'RSS after warm-up',
      'at the end',
      'slope',
      'cores',
      'descriptors in the first rest',
      'in the last',
    ],
    names.map(name => {
      const { firstMb, lastMb, mbPerHour, cores } = measureGrowth(readings, name)
      const descriptors = (rest: Soaked['restAfter']) =>
        String(leastOf(rest, ({ processes }) => processes.get(name)?.descriptors))
      return [
        name,
        `${formatNumber(firstMb)} MB`,
        `${formatNumber(lastMb)} MB`,
        `${formatNumber(mbPerHour)} MB/h`,
        cores.toFixed(2),
        descriptors(restBefore),
        descriptors(restAfter),
      ]
    }),
  )
}

function printShared({ readings, restBefore, restAfter }: Soaked): string {
  const names = namesOfShared([...readings, ...restBefore, ...restAfter])
  return printTable(
    ['Shared', 'most under load', 'in the first rest', 'in the last'],
    names.map(name => [
      name,
      String(Math.max(...readings.map(({ shared }) => shared.get(name) ?? 0))),
      ...[restBefore, restAfter].map(rest => String(leastOf(rest, ({ shared }) => shared.get(name)))),
    ]),
  )
}

const printCounts = ({ notes }: Soaked) =>
  printTable(
    ['What was done', 'times'],
    [...notes.counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, count]) => [what, count.toLocaleString('en')]),
  )
