import { LRUCache } from 'lru-cache'
import { dayMs, expandDays } from '../../../core/recurrence/expand-days.ts'
import { parseRule, type RecurrenceRule } from '../../../schema/recurrence-rule.ts'
import { readName, readProperty, readRawValue } from './property.ts'

/** The rules of a VTIMEZONE. Offsets are as in RFC 3339: `+01:00`. */
export type ZoneRules = { findOffset(wallTime: string): string }

/** When an offset begins. Times are wall times in milliseconds, as if they were UTC. */
type Onset = { ms: number; offset: string }

/** The onsets around a year, of all zones of a file. */
type OnsetCache = LRUCache<string, Onset[]>

/** STANDARD or DAYLIGHT. The first start is where the rule begins. */
type Observance = { offset: string; starts: number[]; rule: RecurrenceRule | undefined; untilMs: number }

const maxObservances = 100
const maxStarts = 500
/** Of a rule, in a year and the one before it. Clocks change once a year. */
const maxOnsets = 50
const maxCachedOnsets = 100_000
const offsetNotation = /^([+-])(\d{2})(\d{2})(?:\d{2})?$/

export const createOnsetCache = (): OnsetCache =>
  new LRUCache({ maxSize: maxCachedOnsets, sizeCalculation: onsets => onsets.length + 1 })

/**
 * Reads the observances of a VTIMEZONE (RFC 5545 section 3.6.5). Their rules are expanded by days, so that one of a million
 * instances takes no time.
 *
 * @returns undefined when there is none that can be read
 */
export function readZoneRules(
  nested: readonly string[],
  id: string,
  cache: OnsetCache,
): ZoneRules | undefined {
  const observances = splitObservances(nested).flatMap(lines => readObservance(lines) ?? [])
  const [first] = observances.toSorted((one, other) => (one.starts[0] ?? 0) - (other.starts[0] ?? 0))
  if (!first) return undefined
  const findOnsets = (year: number): Onset[] => {
    const key = `${year} ${id}`
    const known = cache.get(key)
    if (known) return known
    const onsets = observances
      .flatMap(observance => listStarts(observance, year).map(ms => ({ ms, offset: observance.offset })))
      .toSorted((one, other) => one.ms - other.ms)
    cache.set(key, onsets)
    return onsets
  }
  return {
    findOffset(wallTime) {
      const ms = Date.parse(`${wallTime}Z`)
      const year = Number(wallTime.slice(0, 4))
      const onset = findOnsets(year).findLast(onset => onset.ms <= ms)
      return (onset ?? first).offset
    },
  }
}

function splitObservances(nested: readonly string[]): string[][] {
  const observances: string[][] = []
  for (const line of nested) {
    if (/^BEGIN:(?:STANDARD|DAYLIGHT)/i.test(line)) observances.push([])
    else observances.at(-1)?.push(line)
  }
  return observances.slice(0, maxObservances)
}

function readObservance(lines: string[]): Observance | undefined {
  const find = (name: string) => lines.find(line => readName(line) === name)
  const [, sign, hours, minutes] = offsetNotation.exec(readRawValue(find('TZOFFSETTO'))?.trim() ?? '') ?? []
  const starts = lines
    .filter(line => ['DTSTART', 'RDATE'].includes(readName(line)))
    .flatMap(line => readProperty(line)?.values ?? [])
    .slice(0, maxStarts)
    .map(value => Date.parse(`${value.replace('Z', '')}Z`))
    .filter(ms => !Number.isNaN(ms))
    .toSorted((one, other) => one - other)
  if (hours === undefined || starts.length === 0) return undefined
  const rule = parseRule(readRawValue(find('RRULE')) ?? '')
  const isRule = !('problem' in rule) && rule.freq === 'YEARLY' && rule.count === undefined
  return {
    offset: `${sign}${hours}:${minutes}`,
    starts,
    rule: isRule ? rule : undefined,
    untilMs: isRule && rule.until !== undefined ? readUntil(rule.until) : Infinity,
  }
}

const readUntil = (until: string): number =>
  Date.parse(until.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3')) + dayMs

/** The last starts before a year, and those in it. */
function listStarts({ starts, rule, untilMs }: Observance, year: number): number[] {
  const [first = 0] = starts
  const yearMs = Date.UTC(year, 0, 1)
  const yearEndMs = Date.UTC(year + 1, 0, 1)
  const found = starts.filter(ms => ms >= yearMs && ms < yearEndMs)
  const before = starts.findLast(ms => ms < yearMs)
  if (before !== undefined) found.push(before)
  if (!rule) return found
  const firstDay = Math.floor(first / dayMs)
  const from = Math.max(firstDay, Math.floor(Date.UTC(year - 1, 0, 1) / dayMs))
  const end = Math.min(yearEndMs, untilMs)
  const limit = found.length + maxOnsets
  for (const day of expandDays(rule, firstDay, from)) {
    const ms = day * dayMs + (first - firstDay * dayMs)
    if (ms >= end || found.length === limit) break
    found.push(ms)
  }
  // A rule that ended in an earlier year still says when it last applied.
  if (untilMs < Date.UTC(year - 1, 0, 1)) found.push(untilMs)
  return found
}
