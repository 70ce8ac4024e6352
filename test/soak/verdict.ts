import { formatNumber } from '../../bench/sample.ts'
import { messages, namesOfShared, unfinishedJobs } from './reading.ts'
import { descriptorsOf, heapMbOf, type Rest, resourcesOf, rssMbOf, sharedOf } from './rest.ts'
import type { Soaked } from './run-soak.ts'

export type Check = { promise: string; seen: string; isKept: boolean }

/** A heap may grow by this share, and by so much in any case: compiled code and caches still come after the warm-up. */
const maxHeapGrowth = 0.1
const heapSlackMb = 4
/** What lies outside of the heap is in RSS as well; of that, malloc gives back what it can, not all. */
const maxRssGrowth = 0.2
/** Connections of pools that are in use at that moment. */
const poolSlack = 2
/** Timers and requests of what a process does by itself at that moment. */
const resourceSlack = 5
const processWarning = /^\(node:\d+\)/m

/** What every profile promises: nothing grows and nothing is left behind. */
export function checkRests({ restBefore, restAfter }: Soaked): Check[] {
  const findRisen = (
    names: string[],
    read: (rest: Rest, name: string) => number,
    toLimit: (before: number) => number,
  ): string[] =>
    names.flatMap(name => {
      const [before, after] = [read(restBefore, name), read(restAfter, name)]
      return after > toLimit(before) ? [`${name} ${formatNumber(before)} → ${formatNumber(after)}`] : []
    })
  const names = [...restAfter.heaps.keys()]
  const keeping = findRisen(names, heapMbOf, mb => mb + Math.max(maxHeapGrowth * mb, heapSlackMb))
  const swelling = findRisen(names, rssMbOf, mb => mb * (1 + maxRssGrowth))
  const heldOpen = findRisen(names, resourcesOf, count => count + resourceSlack)
  const leaking = findRisen(names, descriptorsOf, count => count + poolSlack)
  const shared = namesOfShared([...restBefore.readings, ...restAfter.readings])
  const holding = findRisen(shared, sharedOf, count => count + poolSlack)
  const atRest = (name: string) => restAfter.readings.at(-1)?.shared.get(name) ?? Number.NaN

  return [
    none(
      `heaps at rest more than ${maxHeapGrowth * 100} % and ${heapSlackMb} MB above the first rest`,
      keeping,
    ),
    none(`RSS at rest more than ${maxRssGrowth * 100} % above the first rest`, swelling),
    none('timers, sockets and the like at rest beyond those of the first rest', heldOpen),
    none('descriptors at rest beyond those of the first rest', leaking),
    none('connections at rest beyond those of the first rest', holding),
    zero('messages in the queue at rest', atRest(messages)),
    zero('unfinished jobs at rest', atRest(unfinishedJobs)),
  ]
}

export function checkAll(soaked: Soaked): Check[] {
  const { notes, logs } = soaked
  const written = [...logs].filter(([, log]) => log !== '')
  const warned = written.filter(([, log]) => processWarning.test(log))
  const bugs = notes.counts.get('bugs') ?? 0
  const unseen = notes.complaints.filter(complaint => complaint.includes('was not shown the end')).length

  return [
    ...checkRests(soaked),
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

export const none = (promise: string, found: string[]): Check => ({
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
