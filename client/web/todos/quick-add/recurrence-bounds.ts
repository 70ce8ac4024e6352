import { Temporal } from 'temporal-polyfill'
import type { FoundDate } from './find-dates.ts'
import type { Mark } from './mark-words.ts'
import { readDuration, type RepetitionWords } from './repetition.ts'

/** What limits a recurrence: `starting 4 dec`, `until friday`, `for 3 weeks`. */
export type Bounds = {
  first: FoundDate | undefined
  last: FoundDate | undefined
  duration: Temporal.Duration | undefined
  marks: Mark[]
}

/**
 * @param end where the words of the recurrence end
 * @param read finds the dates of a text
 */
export function findBounds(
  text: string,
  end: number,
  words: RepetitionWords,
  read: (text: string) => FoundDate[],
): Bounds {
  const first = findDay(text, words.starting, words, read)
  const last = findDay(text, words.until, words, read)
  const duration = readDuration(text, end, words)
  return {
    // In Japanese, `until` may end several days.
    first: first?.date ?? (last?.date.lastDay && last.date),
    last: last?.date,
    duration: duration?.duration,
    marks: [first?.mark, last?.mark, duration?.mark].filter(mark => mark !== undefined),
  }
}

/** The day beside the only match of a pattern. */
function findDay(
  text: string,
  pattern: RegExp,
  { doBoundsFollow }: RepetitionWords,
  read: (text: string) => FoundDate[],
): { date: FoundDate; mark: Mark } | undefined {
  const [match, ...others] = text.matchAll(pattern)
  if (!match || others.length > 0) return undefined
  const [start, end] = [match.index, match.index + match[0].length]
  // `1 dec until 24 dec` is a date with a last day.
  if (read(text).some(date => date.lastDay && date.start < start && end < date.end)) return undefined
  const isBeside = (date: FoundDate) =>
    text.slice(...(doBoundsFollow ? [date.end, start] : [end, date.start])).trim() === ''
  const rest = doBoundsFollow ? text.slice(0, start) : `${' '.repeat(end)}${text.slice(end)}`
  const date = read(rest).find(isBeside)
  if (!date?.day || date.isDoubtful) return undefined
  return { date, mark: { start: Math.min(start, date.start), end: Math.max(end, date.end) } }
}
