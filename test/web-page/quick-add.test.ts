import { describe, expect, test } from 'vitest'
import { parseQuickAdd } from '../../client/web/todos/parse-quick-add.ts'

/** Monday, ten in the morning, in every time zone. */
const now = new Date(2026, 10, 23, 10)

const endOf = (month: number, day: number, year = 2026) => new Date(year, month - 1, day, 23, 59)
const at = (month: number, day: number, hour: number, minute = 0, year = 2026) =>
  new Date(year, month - 1, day, hour, minute)

const lines: [line: string, title: string, deadline: Date | undefined][] = [
  ['buy milk', 'buy milk', undefined],
  ['  buy   milk ', 'buy   milk', undefined],
  ['hand in proposal fri 5pm', 'hand in proposal', at(11, 27, 17)],
  ['hand in proposal by friday at 17:00, please', 'hand in proposal, please', at(11, 27, 17)],
  ['call mum tomorrow', 'call mum', endOf(11, 24)],
  ['tomorrow call mum', 'call mum', endOf(11, 24)],
  ['dentist tomorrow with mum at 3pm', 'dentist with mum', at(11, 24, 15)],
  ['at 3pm call mum on friday', 'call mum', at(11, 27, 15)],
  ['lunch at noon', 'lunch', at(11, 23, 12)],
  ['wake up 9am', 'wake up', at(11, 24, 9)],
  ['stand-up mon 9am', 'stand-up', at(11, 30, 9)],
  ['tidy up monday', 'tidy up', endOf(11, 23)],
  ['watch the news tonight', 'watch the news', at(11, 23, 22)],
  ['nap in 2 hours', 'nap', at(11, 23, 12)],
  ['nap in 2 days', 'nap', endOf(11, 25)],
  ['report due next week', 'report', endOf(11, 30)],
  ['read chapter 3 tomorrow', 'read chapter 3', endOf(11, 24)],
  ['pay 2026-12-01 14:30', 'pay', at(12, 1, 14, 30)],
  ['party 5 jan', 'party', endOf(1, 5, 2027)],
  ['meeting fri 2-4pm', 'meeting fri 2-4pm', at(11, 27, 14)],
  ['tomorrow', 'tomorrow', endOf(11, 24)],
  ['version 2.10', 'version 2.10', undefined],
  ['call 0412 345 678', 'call 0412 345 678', undefined],
  ['ask may about it', 'ask may about it', undefined],
  ['remember 30 feb', 'remember 30 feb', undefined],
  ['', '', undefined],
]

describe('quick add', () => {
  test.each(lines)('%j is “%s”, due %s', (line, title, deadline) => {
    expect(parseQuickAdd(line, now)).toMatchObject({ title, deadline: deadline && { date: deadline } })
  })

  test('keeps words that were rejected as a deadline', () => {
    const line = 'watch the tomorrow show'
    const words = parseQuickAdd(line, now).deadline?.words
    expect(parseQuickAdd(line, now, words)).toEqual({ title: line, deadline: undefined })
    expect(parseQuickAdd(`${line} on friday`, now, words)).toMatchObject({
      deadline: { date: endOf(11, 27) },
    })
  })
})
