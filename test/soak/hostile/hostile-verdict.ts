import { formatNumber } from '../../../bench/sample.ts'
import { checkRests, type Check, none } from '../verdict.ts'
import type { Soaked } from '../run-soak.ts'
import { type Hostile, maxOf, type Round } from './round.ts'

export const maxLivezMs = 200
export const maxSmallJobMs = 2_000
/** Lines that a process must never log. */
const badLine = /Unexpected error|uncaught|FATAL ERROR|unhandled|"level":60/i

/** Judges a hostile run. */
export function checkHostile({ rounds }: Hostile, soaked: Soaked): Check[] {
  const each = (find: (round: Round) => string[]): string[] =>
    rounds.flatMap(round => summarize(find(round)).map(found => `${round.name}: ${found}`))
  return [
    none(
      'processes that exited without being asked to',
      each(({ deaths }) => deaths),
    ),
    none(
      'drains that did not exit with 0 in time',
      each(({ drains }) =>
        drains
          .filter(({ ending, seconds, limitSeconds }) => ending !== 0 || seconds > limitSeconds)
          .map(({ ending, seconds }) => `exited with ${ending} after ${formatNumber(seconds)} s`),
      ),
    ),
    none(
      'responses to attackers with a 5xx other than 503, or with 503 and no Retry-After',
      each(({ attacks }) => [...attacks.values()].flatMap(({ tally }) => tally.faults)),
    ),
    none(
      `/livez slower than ${maxLivezMs} ms`,
      each(({ livez }) => {
        const slow = livez.answersMs.filter(ms => ms > maxLivezMs)
        if (slow.length === 0) return []
        const max = maxOf(slow)
        return [
          `${slow.length} of ${livez.answersMs.length}, maximum ${formatNumber(max)} ms = ${toRatio(max / maxLivezMs)}`,
        ]
      }),
    ),
    none(
      '/livez without a response',
      each(({ livez }) => livez.failures),
    ),
    none(
      'failed requests of the calm user',
      each(({ calm }) => calm.failures),
    ),
    none(
      'jobs that did not succeed',
      each(({ jobs }) => jobs.flatMap(({ failures }) => failures)),
    ),
    none(
      `small jobs beside long ones with a p95 over ${maxSmallJobMs / 1000} s`,
      each(({ jobs }) =>
        jobs.flatMap(({ smallP95Ms = 0 }) =>
          smallP95Ms > maxSmallJobMs
            ? [`${formatNumber(smallP95Ms)} ms = ${toRatio(smallP95Ms / maxSmallJobMs)}`]
            : [],
        ),
      ),
    ),
    none(
      'attacks that could not run',
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

/** Each distinct text with its count. */
const summarize = (found: string[]): string[] =>
  [...Map.groupBy(found, text => text.slice(0, maxLength))].map(([text, same]) =>
    same.length === 1 ? text : `${same.length} × ${text}`,
  )
