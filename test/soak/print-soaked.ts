import { cpus, totalmem } from 'node:os'
import { readSystem } from '../../bench/machine.ts'
import { printTable } from '../../bench/print-table.ts'
import { formatNumber } from '../../bench/sample.ts'
import { measureGrowth } from './growth.ts'
import { namesOfShared } from './reading.ts'
import { descriptorsOf, heapMbOf, resourcesOf, rssMbOf, sharedOf } from './rest.ts'
import type { Soaked, SoakSettings } from './run-soak.ts'
import type { Check } from './verdict.ts'

/** The tables of a run, in the format of docs/runs.md. */
export const printSoaked = (settings: SoakSettings, soaked: Soaked, checks: Check[], at: Date): string =>
  [
    printHead(settings, `with ${settings.perSecond} actions a second`, soaked, at),
    printLoad(soaked),
    printRest(soaked),
    printShared(soaked),
    printCounts(soaked),
    printChecks(checks),
  ].join('\n\n')

export const printChecks = (checks: Check[]) =>
  printTable(
    ['Check', 'Found', 'Passed'],
    checks.map(({ check, found, isPassed }) => [check, found, isPassed ? 'yes' : 'no']),
  )

export const printHead = (
  { broker, minutes }: Pick<SoakSettings, 'broker' | 'minutes'>,
  what: string,
  { warmUpMinutes }: Soaked,
  at: Date,
) =>
  `${at.toISOString().slice(0, 10)}, ${broker}, ${minutes} minutes ${what}, the first ` +
  `${formatNumber(warmUpMinutes)} of them warm-up; ` +
  `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
  `${readSystem()}, Node ${process.version}`

const printLoad = ({ readings, restAfter }: Soaked) =>
  printTable(
    ['Under load', 'RSS after the warm-up', 'at the end', 'slope in the second half', 'cores'],
    [...restAfter.heaps.keys()].map(name => {
      const { firstMb, lastMb, mbPerHour, cores } = measureGrowth(readings, name)
      return [name, inMb(firstMb), inMb(lastMb), `${inMb(mbPerHour)}/h`, cores.toFixed(2)]
    }),
  )

export const printRest = ({ restBefore, restAfter }: Soaked) =>
  printTable(
    ['At rest, first → last', 'heap', 'RSS', 'descriptors', 'timers, sockets and other handles'],
    [...restAfter.heaps.keys()].map(name => [
      name,
      `${inMb(heapMbOf(restBefore, name))} → ${inMb(heapMbOf(restAfter, name))}`,
      `${inMb(rssMbOf(restBefore, name))} → ${inMb(rssMbOf(restAfter, name))}`,
      `${descriptorsOf(restBefore, name)} → ${descriptorsOf(restAfter, name)}`,
      `${resourcesOf(restBefore, name)} → ${resourcesOf(restAfter, name)}`,
    ]),
  )

export const inMb = (value: number) => `${formatNumber(value)} MB`

export function printShared({ readings, restBefore, restAfter }: Soaked): string {
  const names = namesOfShared([...readings, ...restBefore.readings, ...restAfter.readings])
  return printTable(
    ['Shared', 'maximum under load', 'at the first rest', 'at the last'],
    names.map(name => [
      name,
      String(Math.max(...readings.map(({ shared }) => shared.get(name) ?? 0))),
      String(sharedOf(restBefore, name)),
      String(sharedOf(restAfter, name)),
    ]),
  )
}

const printCounts = ({ notes }: Soaked) =>
  printTable(
    ['Event', 'count'],
    [...notes.counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, count]) => [what, count.toLocaleString('en')]),
  )
