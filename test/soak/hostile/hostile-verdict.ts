import { formatNumber } from '../../../bench/sample.ts'
import { checkRests, type Check, none } from '../verdict.ts'
import type { Soaked } from '../run-soak.ts'
import { type Hostile, maxOf, type Round } from './round.ts'

export const maxLivezMs = 200
export const maxSmallJobMs = 2_000
/** Lines that a process may not write, whatever is done to it. */
const badLine = /Unexpected error|uncaught|FATAL ERROR|unhandled|"level":60/i

/** How a hostile run ended: each promise, what was seen, and whether it was kept. */
export function checkHostile({ rounds }: Hostile, soaked: Soaked): Check[] {
  const each = (find: (round: Round) => string[]): string[] =>
    rounds.flatMap(round => summarize(find(round)).map(found => `${round.name}: ${found}`))
  return [
    none(
      'processes that ended without being asked to',
      each(({ deaths }) => deaths),
    ),
    none(
      'drains that did not end with 0 in time',
      each(({ drains }) =>
        drains
          .filter(({ ending, seconds, limitSeconds }) => ending !== 0 || seconds > limitSeconds)
          .map(({ ending, seconds }) => `ended with ${ending} after ${formatNumber(seconds)} s`),
      ),
    ),
    none(
      'answers to attackers with a 5xx other than 503, or with 503 and no Retry-After',
      each(({ attacks }) => [...attacks.values()].flatMap(({ tally }) => tally.faults)),
    ),
    none(
      `/livez slower than ${maxLivezMs} ms`,
      each(({ livez }) => {
        const slow = livez.answersMs.filter(ms => ms > maxLivezMs)
        if (slow.length === 0) return []
        const worst = maxOf(slow)
        return [
          `${slow.length} of ${livez.answersMs.length}, at worst ${formatNumber(worst)} ms = ${toRatio(worst / maxLivezMs)}`,
        ]
      }),
    ),
    none(
      '/livez without an answer',
      each(({ livez }) => livez.failures),
    ),
    none(
      'requests of the calm user that failed',
      each(({ calm }) => calm.failures),
    ),
    none(
      'jobs that did not succeed',
      each(({ jobs }) => jobs.flatMap(({ failures }) => failures)),
    ),
    none(
      `small jobs beside long ones with a p95 above ${maxSmallJobMs / 1000} s`,
      each(({ jobs }) =>
        jobs.flatMap(({ smallP95Ms = 0 }) =>
          smallP95Ms > maxSmallJobMs
            ? [`${formatNumber(smallP95Ms)} ms = ${toRatio(smallP95Ms / maxSmallJobMs)}`]
            : [],
        ),
      ),
    ),
    none(
      'attacks that could not be carried out',
      each(({ attacks }) =>
        [...attacks].flatMap(([name, { error }]) => (error === undefined ? [] : [`${name}: ${error}`])),
      ),
    ),
    none(
      'unexpected errors in the logs',
      [...soaked.logs].flatMap(([name, log]) =>
        summarize(log.split('\n').filter(line => badLine.test(line))).map(line => `${name}: ${line}`),
      ),
    ),
    ...checkRests(soaked),
  ]
}

export const toRatio = (ratio: number): string => `${ratio.toFixed(2)} × the limit`

const maxLength = 160

/** Each kind once, with how often it came. */
const summarize = (found: string[]): string[] =>
  [...Map.groupBy(found, text => text.slice(0, maxLength))].map(([text, same]) =>
    same.length === 1 ? text : `${same.length} × ${text}`,
  )
