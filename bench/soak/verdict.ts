import { measureGrowth } from './growth.ts'
import { messages, type Reading, unfinishedJobs } from './reading.ts'
import type { Soaked } from './run-soak.ts'

export type Check = { promise: string; seen: string; isKept: boolean }

/** The share of its memory after the warm-up that a process may grow by, however long the run. */
const mostGrowth = 0.1
/** Connections of pools that are in use at that moment. */
const poolSlack = 2
const processWarning = /^\(node:\d+\)/m

export function checkAll(soaked: Soaked): Check[] {
  const { readings, restBefore, restAfter, notes, logs } = soaked
  const names = [...(restAfter.at(-1)?.processes.keys() ?? [])]
  const growing = names.filter(name => {
    const { grownMb, firstMb } = measureGrowth(readings, name)
    return grownMb > mostGrowth * firstMb
  })
  const leaking = findRisen(
    names,
    name => leastOf(restBefore, ({ processes }) => processes.get(name)?.descriptors),
    name => leastOf(restAfter, ({ processes }) => processes.get(name)?.descriptors),
  )
  const holding = findRisen(
    namesOfShared([...restBefore, ...restAfter]),
    name => leastOf(restBefore, ({ shared }) => shared.get(name)),
    name => leastOf(restAfter, ({ shared }) => shared.get(name)),
  )
  const atRest = (name: string) => restAfter.at(-1)?.shared.get(name) ?? Number.NaN
  const written = [...logs].filter(([, log]) => log !== '')
  const warned = written.filter(([, log]) => processWarning.test(log))
  const bugs = notes.counts.get('bugs') ?? 0
  const unseen = notes.complaints.filter(complaint => complaint.includes('was not shown the end')).length

  return [
    none(`processes that grow by more than ${mostGrowth * 100} %`, growing),
    none('descriptors at rest beyond those of the first rest', leaking),
    none('connections at rest beyond those of the first rest', holding),
    zero('messages in the queue at rest', atRest(messages)),
    zero('unfinished jobs at rest', atRest(unfinishedJobs)),
    zero('answers with a 5xx or an unexpected error', bugs),
    zero('watchers that stayed and were not shown the end', unseen),
    zero('other complaints of the visitors', notes.complaints.length - bugs - unseen),
    none(
      'warnings and errors in the logs',
      written.flatMap(([name, log]) => describeLog(name, log)),
    ),
    none(
      'processes that Node.js warned of (listeners among it)',
      warned.map(([name]) => name),
    ),
  ]
}

const none = (promise: string, found: string[]): Check => ({
  promise,
  seen: found.length === 0 ? 'none' : found.join(', '),
  isKept: found.length === 0,
})

const zero = (promise: string, count: number): Check => ({
  promise,
  seen: String(count),
  isKept: count === 0,
})

/** Each kind of line once, with how often it came. */
function describeLog(name: string, log: string): string[] {
  const lines = log.trim().split('\n').map(describeLine)
  return [...Map.groupBy(lines, line => line)].map(([line, same]) => `${name}: ${same.length} × ${line}`)
}

function describeLine(line: string): string {
  try {
    const { msg, err } = JSON.parse(line) as { msg: string; err?: { message: string } }
    return err ? `${msg} (${err.message})` : msg
  } catch {
    return line
  }
}

/** The least is what is there when no pool happens to be at work. */
export const leastOf = (
  readings: readonly Reading[],
  read: (reading: Reading) => number | undefined,
): number => Math.min(...readings.map(reading => read(reading) ?? 0))

export const namesOfShared = (readings: readonly Reading[]): string[] => [
  ...new Set(readings.flatMap(({ shared }) => [...shared.keys()])),
]

const findRisen = (names: string[], before: (name: string) => number, after: (name: string) => number) =>
  names
    .filter(name => after(name) > before(name) + poolSlack)
    .map(name => `${name} ${before(name)} → ${after(name)}`)
