import { formatNumber } from '../../../bench/sample.ts'
import { checkRests, type Check, none } from '../verdict.ts'
import type { Soaked } from '../run-soak.ts'
import { type Hostile, maxOf, type Round } from './round.ts'

export const maxLivezMs = 200
/** Of what a bare server needs for a new connection under the same flood. */
const maxBareRatio = 1.5
/** New connections wait until Node.js has accepted those before them, which takes a bare server its time too. */
export const toMaxNewMs = ({ bareFloodMs }: Round): number =>
  Math.max(maxLivezMs, maxBareRatio * maxOf(bareFloodMs))
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
      `/livez slower than ${maxLivezMs} ms on a kept connection`,
      each(({ livez }) => findSlow(livez.keptMs, maxLivezMs)),
    ),
    none(
      `/livez slower than ${maxLivezMs} ms and ${maxBareRatio} × a bare server under the same flood, on a new connection`,
      each(round => findSlow(round.livez.newMs, toMaxNewMs(round))),
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

function findSlow(answersMs: number[], limitMs: number): string[] {
  const slow = answersMs.filter(ms => ms > limitMs)
  if (slow.length === 0) return []
  const max = maxOf(slow)
  return [
    `${slow.length} of ${answersMs.length}, maximum ${formatNumber(max)} ms = ${toRatio(max / limitMs)}`,
  ]
}

export const toRatio = (ratio: number): string => `${ratio.toFixed(2)} × the limit`

const maxLength = 160

/** Each distinct text with its count. */
const summarize = (found: string[]): string[] =>
  [...Map.groupBy(found, text => text.slice(0, maxLength))].map(([text, same]) =>
    same.length === 1 ? text : `${same.length} × ${text}`,
  )
