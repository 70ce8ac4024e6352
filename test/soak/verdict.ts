import { formatNumber } from '../../bench/sample.ts'
import { messages, namesOfShared, unfinishedJobs } from './reading.ts'
import { descriptorsOf, heapMbOf, type Rest, resourcesOf, rssMbOf, sharedOf } from './rest.ts'
import type { Soaked } from './run-soak.ts'

export type Check = { check: string; found: string; isPassed: boolean }

/** Heaps may grow by this share, or by the slack if that is more: code and caches still grow after the warm-up. */
const maxHeapGrowth = 0.1
const heapSlackMb = 4
/** RSS also contains memory outside of the heap, of which malloc returns only a part. */
const maxRssGrowth = 0.2
/** Pool connections that happen to be in use. */
const poolSlack = 2
/** Timers and requests of background work at that moment. */
const resourceSlack = 5
const processWarning = /^\(node:\d+\)/m

/** The checks of every profile: nothing grows and nothing is left behind. */
export function checkRests({ restBefore, restAfter }: Soaked): Check[] {
  const findGrown = (
    names: string[],
    read: (rest: Rest, name: string) => number,
    toLimit: (before: number) => number,
  ): string[] =>
    names.flatMap(name => {
      const [before, after] = [read(restBefore, name), read(restAfter, name)]
      return after > toLimit(before) ? [`${name} ${formatNumber(before)} → ${formatNumber(after)}`] : []
    })
  const names = [...restAfter.heaps.keys()]
  const grownHeaps = findGrown(names, heapMbOf, mb => mb + Math.max(maxHeapGrowth * mb, heapSlackMb))
  const grownRss = findGrown(names, rssMbOf, mb => mb * (1 + maxRssGrowth))
  const grownResources = findGrown(names, resourcesOf, count => count + resourceSlack)
  const grownDescriptors = findGrown(names, descriptorsOf, count => count + poolSlack)
  const shared = namesOfShared([...restBefore.readings, ...restAfter.readings])
  const grownConnections = findGrown(shared, sharedOf, count => count + poolSlack)
  const atRest = (name: string) => restAfter.readings.at(-1)?.shared.get(name) ?? Number.NaN

  return [
    none(
      `heaps at rest more than ${maxHeapGrowth * 100} % and ${heapSlackMb} MB above the first rest`,
      grownHeaps,
    ),
    none(`RSS at rest more than ${maxRssGrowth * 100} % above the first rest`, grownRss),
    none('more timers, sockets and other handles at rest than at the first rest', grownResources),
    none('more descriptors at rest than at the first rest', grownDescriptors),
    none('more connections at rest than at the first rest', grownConnections),
    zero('messages in the queue at rest', atRest(messages)),
    zero('unfinished jobs at rest', atRest(unfinishedJobs)),
  ]
}

export function checkAll(soaked: Soaked): Check[] {
  const { notes, logs } = soaked
  const written = [...logs].filter(([, log]) => log !== '')
  const warned = written.filter(([, log]) => processWarning.test(log))
  const bugs = notes.counts.get('bugs') ?? 0
  const unseen = notes.problems.filter(problem => problem.includes('did not receive the end')).length

  return [
    ...checkRests(soaked),
    zero('responses with a 5xx or an unexpected error', bugs),
    zero('watchers that stayed and did not receive the end', unseen),
    zero('other problems of clients', notes.problems.length - bugs - unseen),
    none(
      'warnings and errors in the logs',
      written.flatMap(([name, log]) => describeLog(name, log)),
    ),
    none(
      'processes with warnings of Node.js, for example about too many listeners',
      warned.map(([name]) => name),
    ),
  ]
}

export const none = (check: string, found: string[]): Check => ({
  check,
  found: found.length === 0 ? 'none' : found.join(', '),
  isPassed: found.length === 0,
})

const zero = (check: string, count: number): Check => ({
  check,
  found: String(count),
  isPassed: count === 0,
})

/** Each distinct line with its count. */
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
