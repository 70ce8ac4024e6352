import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadQuickAdd, type ParseQuickAdd } from '../../client/web/todos/quick-add/parse-quick-add.ts'
import { repeat as repeatInput } from '../../schema/repeat.ts'
import { Temporal } from 'temporal-polyfill'
import { numRuns, timeoutMs } from '../fuzz/runs.ts'
import { toWallTime } from './quick-add-lines.ts'
import { languages, pieces } from './quick-add-phrases.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Cairo',
]

const parsers = new Map<string, ParseQuickAdd>()

const clock = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map(date => new Date(date.getTime() - (date.getTime() % 1000)))

/** A line with up to one day, one recurrence and one time between other words. */
const line = fc.constantFrom(...Object.keys(languages)).chain(locale => {
  const { days = [], repeats = [], times = [], words = [] } = languages[locale] ?? {}
  const other = fc.array(fc.constantFrom(...words), { maxLength: 3 })
  const parts = fc.tuple(
    other,
    fc.option(fc.constantFrom(...days), { nil: '' }),
    other,
    fc.option(fc.constantFrom(...repeats), { nil: '' }),
    fc.option(fc.constantFrom(...times), { nil: '' }),
    other,
  )
  return fc.record({ locale: fc.constant(locale), text: parts.map(all => all.flat().join(' ')) })
})

const typed = fc.record({ line, now: clock, timeZone: fc.constantFrom(...zones) })

type Typed = typeof typed extends fc.Arbitrary<infer Value> ? Value : never

function parse({ line: { locale, text }, now, timeZone }: Typed, unlinked?: string[]) {
  const parser = parsers.get(locale)
  if (!parser) throw new Error(`No parser of ${locale}`)
  return parser(text, { now, timeZone, unlinked })
}

const withoutSpaces = (text: string) => text.replaceAll(/\s/g, '')

describe('quick add in all languages, zones and at all times', { timeout: timeoutMs }, () => {
  beforeAll(async () => {
    for (const locale of Object.keys(languages)) parsers.set(locale, await loadQuickAdd([locale]))
  })
  afterEach(() => vi.unstubAllEnvs())

  it('builds the title from the words that are not marked', () => {
    fc.assert(
      fc.property(typed, typed => {
        const { text } = typed.line
        const { title, marks } = parse(typed)
        const unmarked = [0, ...marks.flatMap(({ start, end }) => [start, end]), text.length]
        const rest = unmarked.flatMap((start, index) =>
          index % 2 === 0 ? text.slice(start, unmarked[index + 1]) : [],
        )
        const isDateOnly = !/[\p{L}\p{N}]/u.test(rest.join(''))
        expect(withoutSpaces(title)).toBe(withoutSpaces(isDateOnly ? text : rest.join('')))
      }),
      { numRuns: numRuns(375) },
    )
  })

  it('reads any text', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom(...pieces))
    const text = fc.array(piece, { maxLength: 8 }).map(all => all.join(''))
    fc.assert(
      fc.property(text, typed, (text, { line, ...clock }) => {
        const { title, deadline } = parse({ line: { ...line, text }, ...clock })
        expect(title).toBe(title.trim())
        if (deadline && 'on' in deadline) expect(deadline.on).toMatch(/^\d{4}-\d\d-\d\d$/)
      }),
      { numRuns: numRuns(250) },
    )
  })

  it('marks words when there is a deadline, and none after they were all unlinked', () => {
    fc.assert(
      fc.property(typed, typed => {
        const { text } = typed.line
        const unlinked: string[] = []
        let parsed = parse(typed)
        if (parsed.deadline) expect(parsed.marks).not.toEqual([])
        while (parsed.marks.length > 0) {
          unlinked.push(...parsed.marks.map(({ start, end }) => text.slice(start, end)))
          parsed = parse(typed, unlinked)
        }
        expect(parsed).toEqual({ title: text.trim(), tags: [], marks: [] })
      }),
      { numRuns: numRuns(250) },
    )
  })

  it('finds no day in the past and no time that has passed', () => {
    fc.assert(
      fc.property(typed, typed => {
        const { deadline } = parse(typed)
        if (!deadline) return
        if ('on' in deadline)
          expect(deadline.on >= toWallTime(typed.now, typed.timeZone).slice(0, 10)).toBe(true)
        else expect(Date.parse(deadline.at)).toBeGreaterThan(typed.now.getTime())
      }),
      { numRuns: numRuns(375) },
    )
  })

  it('finds a rule in its normal form whose first occurrence is the deadline', () => {
    let count = 0
    fc.assert(
      fc.property(typed, typed => {
        const { deadline, repeat } = parse(typed)
        if (!repeat) return
        count++
        expect(repeatInput.parse(repeat)).toEqual(repeat)
        if (!deadline) throw new Error('A repeating todo needs a deadline')
        const day = 'on' in deadline ? deadline.on : toWallTime(deadline.at, typed.timeZone).slice(0, 10)
        const occurrences = ICAL.Recur.fromString(repeat.rule).iterator(ICAL.Time.fromDateString(day))
        expect(occurrences.next().toString()).toBe(day)
      }),
      { numRuns: numRuns(500) },
    )
    expect(count).toBeGreaterThan(100)
  })

  it('finds the same day at any time of the day', () => {
    fc.assert(
      fc.property(typed, clock, (typed, other) => {
        const day = toWallTime(typed.now, typed.timeZone).slice(0, 10)
        fc.pre(!hasTime(typed.line))
        const later = new Date(typed.now.getTime() + (other.getTime() % 86_400_000))
        fc.pre(toWallTime(later, typed.timeZone).startsWith(day))
        expect(parse({ ...typed, now: later })).toEqual(parse(typed))
      }),
      { numRuns: numRuns(250) },
    )
  })

  it('stores the time that was typed, or the one after a change of the clocks', () => {
    const time = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
    const day = clock.filter(date => date > new Date('2027-01-02'))
    fc.assert(
      fc.property(
        day,
        time,
        fc.constantFrom(...zones),
        fc.constantFrom(...parsers.keys()),
        (date, time, timeZone, locale) => {
          const wall = `${date.toISOString().slice(0, 10)}T${pad(time.hour)}:${pad(time.minute)}`
          const now = new Date('2026-12-31T12:00Z')
          const { deadline } = parse({ line: { locale, text: `x ${wall.replace('T', ' ')}` }, now, timeZone })
          const shown = deadline && 'at' in deadline ? toWallTime(deadline.at, timeZone) : undefined
          const isSkipped =
            shown !== wall &&
            Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).toPlainDateTime().toString() !==
              `${wall}:00`
          expect(isSkipped || shown === wall).toBe(true)
        },
      ),
      { numRuns: numRuns(250) },
    )
  })

  it('finds the same deadline in a zone as on a computer in that zone', () => {
    fc.assert(
      fc.property(typed, typed => {
        const elsewhere = parse(typed)
        vi.stubEnv('TZ', typed.timeZone)
        expect(parse(typed)).toEqual(elsewhere)
        vi.unstubAllEnvs()
      }),
      { numRuns: numRuns(250) },
    )
  })
})

const pad = (value: number) => String(value).padStart(2, '0')

/** `in 3 days 5m` is a duration with a time. */
const hasTime = ({ locale, text }: { locale: string; text: string }) =>
  /(?:in|dans) .*\d[mh]\b/.test(text) || languages[locale]?.times.some(time => text.includes(time))
