import * as fc from 'fast-check'
import { hostileText } from './hostile.ts'

const between = (first: string, last: string) =>
  fc.date({ min: new Date(first), max: new Date(last), noInvalidDate: true }).map(date => date.toISOString())
const time = fc.oneof(
  fc.constantFrom(
    '2030-01-02',
    '2030-01-02T03:04',
    '2024-02-29 00:00:00.000',
    '1900-01-01T14:00:00+14:00',
    '4500-12-31',
  ),
  between('1900-01-01', '4500-12-31'),
)
const flag = fc.constantFrom('true', 'false')
/** A likely text for a field of this name: most fields would reject every random text. */
const byName: Record<string, fc.Arbitrary<string>> = {
  from: between('1900-01-01', '2030-01-01'),
  to: between('2030-01-02', '4500-12-31'),
  deadlineAt: time,
  deadline_at: time,
  completed: flag,
  overdue: flag,
  timeZone: fc.constantFrom('UTC', 'Australia/Brisbane', 'Europe/Berlin', 'America/St_Johns', 'Etc/GMT+12'),
  color: fc.constantFrom('teal', 'HotPink', '#0a0B0c'),
  cursor: fc.nat({ max: 9 }).map(n => `@cursor${n}`),
  after: fc.nat({ max: 9 }).map(n => (n % 2 ? `@cursor${n}` : `@event${n}`)),
  'Last-Event-ID': fc.nat({ max: 9 }).map(n => `@event${n}`),
  lastEventId: fc.nat({ max: 9 }).map(n => `@event${n}`),
  'Idempotency-Key': fc.constantFrom('a', 'b'),
  idempotencyKey: fc.constantFrom('a', 'b'),
}

/** The kind of request to generate. */
export type Wish = {
  /** Whether any value can have a wrong type, be missing, surplus or out of bounds. */
  isWild: boolean
  /** The name of a path, procedure or field, which shows whether it is about jobs, feeds or todos. */
  about: string
}

/** Usually an existing id: see `createKnownIds`. */
const likelyId = (about: string): fc.Arbitrary<string> => {
  const kind = /ical|Job/.test(about) ? 'job' : /feed/i.test(about) ? 'feed' : 'todo'
  const known = fc.nat({ max: 9 }).map(n => `@${kind}${n}`)
  return fc.oneof({ weight: 5, arbitrary: known }, { weight: 1, arbitrary: fc.uuid() })
}

export function likelyText(name: string, { isWild, about }: Wish): fc.Arbitrary<string> {
  const likely =
    name === 'id' || name === 'ids'
      ? likelyId(about)
      : (byName[name] ??
        fc.oneof(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), fc.lorem({ maxCount: 3 })))
  return isWild ? fc.oneof({ weight: 3, arbitrary: likely }, { weight: 1, arbitrary: hostileText }) : likely
}
