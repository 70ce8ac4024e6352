import { Temporal } from 'temporal-polyfill'
import {
  createRule,
  frequencies,
  maxInterval,
  type RecurrenceRule,
} from '../../../../schema/recurrence-rule.ts'
import type { RepeatFrom } from '../../../../schema/repeat.ts'
import type { Mark } from './mark-words.ts'

/**
 * The words of a language for recurrences. The patterns have named groups: `unit`, or `days`, `nth` and `monthDay`, with
 * `count` as the interval, `gap` when it counts the units between, as the Japanese `1日おき` for every other day, and
 * `completion` when the recurrence counts from the completion. The longest match counts.
 */
export type RepetitionWords = {
  patterns: RegExp[]
  units: Record<RecurrenceRule['freq'], RegExp>
  /** Units that are the days from Monday to Friday. */
  workday?: RegExp
  /** How the weekdays begin, from Monday on, without accents. */
  weekdays: string[]
  /** Numbers in words, by how they begin; -1 is the last one. */
  numbers: Record<string, number>
  /** The words for the first and the last day stand before it, or after it, as the Japanese `から`. */
  starting: RegExp
  until: RegExp
  doBoundsFollow?: true
  /** `for 3 weeks`, with the groups `count` and `unit`. */
  duration: RegExp
  /** Elsewhere in the text: the recurrence is limited in a way that was not read, as in `every friday until june`. */
  limit: RegExp
  /** A word for a day, no longer than any recurrence, which it replaces while a time is looked for. */
  day: string
}

/** Words of a recurrence; without a rule if they do not say all of it, or something impossible. */
export type Repetition = Mark & { rule: RecurrenceRule | undefined; from: RepeatFrom }

export function findRepetitions(text: string, words: RepetitionWords): Repetition[] {
  const matches = words.patterns
    .flatMap(pattern => [...text.matchAll(pattern)])
    .toSorted((one, other) => other[0].length - one[0].length)
  const found: Repetition[] = []
  for (const { 0: matched, index: start, groups = {} } of matches) {
    const end = start + matched.length
    if (found.some(other => start < other.end && other.start < end)) continue
    found.push({
      start,
      end,
      rule: readRule(groups, words),
      from: groups['completion'] ? 'completion' : 'deadline',
    })
  }
  return found
}

function readRule(
  { unit, days, nth, monthDay, count, gap }: Record<string, string | undefined>,
  words: RepetitionWords,
): RecurrenceRule | undefined {
  const interval = (count === undefined ? 1 : readNumber(count, words)) + (gap === undefined ? 0 : 1)
  if (!(interval >= 1 && interval <= maxInterval)) return undefined
  if (unit !== undefined) {
    if (words.workday?.test(unit))
      return interval === 1 ? { ...createRule('WEEKLY'), byDay: toByDay([0, 1, 2, 3, 4]) } : undefined
    const freq = frequencies.find(name => words.units[name].test(unit))
    return freq && { ...createRule(freq), interval }
  }
  if (monthDay !== undefined) {
    const number = readNumber(monthDay, words)
    return number >= 1 && number <= 31
      ? { ...createRule('MONTHLY'), interval, byMonthDay: [number] }
      : undefined
  }
  const weekdays = readWeekdays(days ?? '', words)
  if (weekdays.length === 0) return undefined
  if (nth === undefined) return { ...createRule('WEEKLY'), interval, byDay: toByDay(weekdays) }
  const number = readNumber(nth, words)
  return number >= -1 && number <= 4
    ? { ...createRule('MONTHLY'), interval, byDay: toByDay(weekdays, number) }
    : undefined
}

/** The only duration in a text, unless it stands before the recurrence, as in `cook for two weeks every friday`. */
export function readDuration(
  text: string,
  end: number,
  words: RepetitionWords,
): { duration: Temporal.Duration; mark: Mark } | undefined {
  const [match, ...others] = text.matchAll(words.duration)
  if (!match || others.length > 0 || match.index < end) return undefined
  const { count = '', unit = '' } = match.groups ?? {}
  const freq = frequencies.find(name => words.units[name].test(unit))
  const number = readNumber(count, words)
  if (!freq || !(number > 0)) return undefined
  const duration = Temporal.Duration.from({ [durationUnits[freq]]: number })
  return { duration, mark: { start: match.index, end: match.index + match[0].length } }
}

const durationUnits = { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' } as const

const toByDay = (weekdays: number[], nth = 0) => weekdays.map(day => ({ nth, day }))

function readNumber(text: string, { numbers }: RepetitionWords): number {
  const digits = /\d+/.exec(text.normalize('NFKC'))?.[0]
  if (digits !== undefined) return Number(digits)
  const name = Object.keys(numbers).find(name => text.toLowerCase().startsWith(name))
  return name === undefined ? NaN : (numbers[name] ?? NaN)
}

function readWeekdays(text: string, { weekdays }: RepetitionWords): number[] {
  const plain = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  const found = plain
    .split(/[^\p{L}]+|曜日?|と/u)
    .map(word => weekdays.findIndex(name => word.startsWith(name)))
    .filter(day => day !== -1)
  return [...new Set(found)].toSorted((one, other) => one - other)
}
