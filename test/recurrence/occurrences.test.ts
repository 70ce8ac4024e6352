import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { findNextOccurrence, type Series } from '../../core/recurrence/next-occurrence.ts'
import { parseRule } from '../../schema/recurrence-rule.ts'
import { isInstalled } from '../harness/installed.ts'

/*
 * Compares long random series with two independent implementations. Ours is computed as it is used: each occurrence from the
 * one before it.
 */

type Case = { rule: string; start: string; zone: string; limit: number; days: number }

const python = '/usr/bin/python3'
const hasDateutil = isInstalled(
  spawnSync(python, ['-c', 'import dateutil.rrule']).status === 0,
  'dateutil',
  'what it makes of rules is',
)

const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kolkata',
  'UTC',
]
const weekDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const limit = 8
const days = 5 * 366

const some = (values: fc.Arbitrary<string | number>, max = 3) =>
  fc.uniqueArray(values, { minLength: 1, maxLength: max }).map(list => list.join())
const part = (name: string, value: fc.Arbitrary<string | number>, share: number) =>
  fc.nat(9).chain(n => (n < share ? value.map(chosen => [`${name}=${chosen}`]) : fc.constant<string[]>([])))
const fromEnd = (max: number) => fc.oneof(fc.integer({ min: 1, max }), fc.integer({ min: -max, max: -1 }))

const day = fc
  .date({ min: new Date('2025-06-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
/** Many at the hours at which clocks change. */
const time = fc.constantFrom(
  '00:00:00',
  '00:30:00',
  '01:30:00',
  '02:00:00',
  '02:15:00',
  '02:30:00',
  '09:00:00',
  '23:59:59',
)

const rule = fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY').chain(freq => {
  const isLong = freq === 'MONTHLY' || freq === 'YEARLY'
  // Apart: dateutil takes a list of both for days that are both.
  const numbered = fc
    .tuple(fromEnd(freq === 'YEARLY' ? 20 : 5), fc.constantFrom(...weekDays))
    .map(([nth, name]) => `${nth}${name}`)
  const named = fc.constantFrom(...weekDays)
  return (
    fc
      .tuple(
        fc.constant([`FREQ=${freq}`]),
        part('INTERVAL', fc.integer({ min: 1, max: 4 }), 4),
        part('BYMONTH', some(fc.integer({ min: 1, max: 12 }), 5), 3),
        part('BYMONTHDAY', some(fromEnd(31), 5), freq === 'WEEKLY' ? 0 : 3),
        part('BYDAY', isLong ? fc.oneof(some(named, 4), some(numbered, 4)) : some(named, 4), 5),
        part('BYSETPOS', some(fromEnd(4), 2), 3),
        part('WKST', fc.constantFrom(...weekDays), 2),
        fc.oneof(
          fc.constant([]),
          part('COUNT', fc.integer({ min: 1, max: 9 }), 10),
          part(
            'UNTIL',
            fc.tuple(day, time).map(parts => parts.join('T').replaceAll(/[-:]/g, '')),
            10,
          ),
        ),
      )
      .map(parts => parts.flat().join(';'))
      // dateutil fails at such a day of a month.
      .filter(text => !/BYMONTH=.*(?:\d\d|[6-9])[A-Z]{2}/.test(text))
      .filter(text => !('problem' in parseRule(text)))
  )
})

const cases: Case[] = fc.sample(
  fc.record({
    rule,
    start: fc.tuple(day, time).map(parts => parts.join('T')),
    zone: fc.constantFrom(...zones),
    limit: fc.constant(limit),
    days: fc.constant(days),
  }),
  { numRuns: 2_000, seed: 5545 },
)

const toSeries = ({ rule: text, zone }: Case, start: string): Series => ({
  deadlineAt: Temporal.PlainDateTime.from(start).toZonedDateTime(zone).toInstant().toString(),
  deadlineOn: null,
  repeat: { rule: text, from: 'deadline' },
  repeatZone: zone,
})

/** Long ago: no occurrence is past. */
const clock = { now: '1970-01-01T00:00:00Z', timeZone: 'UTC' }

const toWallTime = ({ deadlineAt }: { deadlineAt: string | null }, zone: string): string =>
  Temporal.Instant.from(deadlineAt as string)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString()

/** Expands the series that begins with this occurrence. */
function expand(one: Case, first: string, end: string): string[] {
  const found = [first]
  let series = toSeries(one, first)
  while (found.length < limit) {
    const next = findNextOccurrence(series, clock)
    const wallTime = next && toWallTime(next, one.zone)
    if (!next || !wallTime || wallTime > end) break
    found.push(wallTime)
    series = { ...series, ...next }
  }
  return found
}

async function expandWithDateutil(list: Case[]): Promise<string[][]> {
  const child = spawn(python, [join(import.meta.dirname, 'expand-rules.py')])
  const [output, errors] = [text(child.stdout), text(child.stderr)]
  const closed = once(child, 'close')
  child.stdin.end(JSON.stringify(list))
  const [code] = await closed
  if (code !== 0) throw new Error(await errors)
  return JSON.parse(await output) as string[][]
}

const toEnd = ({ start }: Case) => Temporal.PlainDateTime.from(start).add({ days }).toString()

test.runIf(hasDateutil)('finds the occurrences that python-dateutil finds', async () => {
  const expected = await expandWithDateutil(cases)
  const differing = cases.flatMap((one, at) => {
    const theirs = (expected[at] as string[]).map(moment => Temporal.PlainDateTime.from(moment).toString())
    const [first] = theirs
    const ours = first === undefined ? [] : expand(one, first, toEnd(one))
    return ours.join() === theirs.join() ? [] : [{ ...one, ours, theirs }]
  })
  expect(differing.slice(0, 5)).toEqual([])
  expect(expected.filter(list => list.length > 1).length).toBeGreaterThan(1000)
})

/**
 * What ical.js cannot read: it ignores BYSETPOS in most rules (kewisch/ical.js#1039), mistakes the months of monthly rules with
 * BYMONTH and of yearly ones with BYMONTHDAY, miscounts numbered days of a year, turns the end of a month into the next one, and
 * can hang on a BYMONTHDAY.
 */
const isReadByIcalJs = ({ rule: text, start }: Case) =>
  !/BYSETPOS|BYMONTHDAY=(?:.*BYDAY=|[\d,]*-)|MONTHLY.*BYMONTH=|YEARLY.*(?:BYMONTHDAY=|\d[A-Z]{2})/.test(
    text,
  ) &&
  (!text.includes('YEARLY') || start.slice(8, 10) < '29')

test('finds the occurrences that ical.js finds', () => {
  const differing = cases.filter(isReadByIcalJs).flatMap(given => {
    const one = { ...given, rule: given.rule.replace(/;(COUNT|UNTIL)=\w+/, '') }
    const first = findNextOccurrence(toSeries(one, one.start), clock)
    const start = first && toWallTime(first, one.zone)
    // Not asked for more: without an occurrence, ical.js does not return.
    const ours = start === undefined || start > toEnd(one) ? [] : expand(one, start, toEnd(one))
    const theirs = start === undefined ? [] : expandWithIcalJs(one, start, ours.length)
    return ours.join() === theirs.join() ? [] : [{ ...one, ours, theirs }]
  })
  expect(differing.slice(0, 5)).toEqual([])
})

function expandWithIcalJs({ rule: text, zone }: Case, start: string, length: number): string[] {
  const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateTimeString(start))
  const found: string[] = []
  while (found.length < length) {
    const wallTime = Temporal.PlainDateTime.from(iterator.next().toString())
    if (wallTime.toZonedDateTime(zone).toPlainDateTime().equals(wallTime)) found.push(wallTime.toString())
  }
  return found
}
