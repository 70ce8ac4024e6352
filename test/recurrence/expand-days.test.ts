import { describe, expect, test } from 'vitest'
import { expandDays } from '../../core/recurrence/expand-days.ts'
import { toRule } from '../../schema/recurrence-rule.ts'

const dayMs = 86_400_000
const toDay = (date: string) => Date.parse(date) / dayMs
const toDate = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)

const expand = (rule: string, start: string, length: number, from?: string): string[] =>
  expandDays(toRule(rule), toDay(start), from === undefined ? undefined : toDay(from))
    .take(length)
    .map(toDate)
    .toArray()

describe('the days of a rule', () => {
  test.each([
    ['FREQ=DAILY;INTERVAL=3', '2026-02-27', ['2026-02-27', '2026-03-02', '2026-03-05']],
    ['FREQ=WEEKLY', '2026-11-27', ['2026-11-27', '2026-12-04', '2026-12-11']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO', '1997-08-05', ['1997-08-05', '1997-08-10', '1997-08-19']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU', '1997-08-05', ['1997-08-05', '1997-08-17', '1997-08-19']],
    ['FREQ=MONTHLY', '2026-01-31', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31', ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27', ['2026-11-27', '2026-12-25', '2027-01-29']],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-11-30',
      ['2026-11-30', '2026-12-31', '2027-01-29'],
    ],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2026-11-13', ['2026-11-13', '2027-08-13', '2028-10-13']],
    ['FREQ=YEARLY', '2024-02-29', ['2024-02-29', '2028-02-29', '2032-02-29']],
    ['FREQ=YEARLY;BYDAY=20MO', '1997-05-19', ['1997-05-19', '1998-05-18', '1999-05-17']],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '2026-11-26', ['2026-11-26', '2027-11-25', '2028-11-23']],
    ['FREQ=YEARLY;BYMONTH=1,6', '2026-06-10', ['2026-06-10', '2027-01-10', '2027-06-10']],
  ])('%s from %s', (rule, start, expected) => {
    expect(expand(rule, start, 3)).toEqual(expected)
  })

  test('keeps the phase of the interval when earlier days are left out', () => {
    expect(expand('FREQ=WEEKLY;INTERVAL=3', '2026-01-02', 2, '2400-01-01')).toEqual(
      expand('FREQ=WEEKLY;INTERVAL=3', '2026-01-02', 20_000)
        .filter(date => date >= '2400-01-01')
        .slice(0, 2),
    )
  })

  test('ends with the year 4500', () => {
    expect(expand('FREQ=YEARLY;INTERVAL=1000;BYMONTH=12;BYMONTHDAY=31', '2500-12-31', 9)).toEqual([
      '2500-12-31',
      '3500-12-31',
      '4500-12-31',
    ])
  })

  test.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=7;BYDAY=TU',
    'FREQ=WEEKLY;BYMONTH=2;BYDAY=MO,TU,WE;BYSETPOS=4',
    'FREQ=MONTHLY;BYDAY=1MO,2MO,3MO,4MO,5MO,1TU;BYSETPOS=300',
    'FREQ=YEARLY;BYDAY=MO;BYSETPOS=-366',
    'FREQ=YEARLY;BYDAY=53MO,53TU,52WE,50TH,49FR;BYSETPOS=366',
  ])('finds in a short time that %s has no day', rule => {
    const times = [1, 2, 3].map(() => {
      const startedAt = performance.now()
      expect(expand(rule, '1900-01-01', 1)).toEqual([])
      return performance.now() - startedAt
    })
    // About 40 ms at most; machines that run tests are slow and busy.
    expect(Math.min(...times)).toBeLessThan(500)
  })

  test('finds the first day of many rules in a short time', () => {
    const rules = ['WEEKLY;BYDAY=MO', 'MONTHLY;BYDAY=2TU', 'YEARLY;BYMONTH=2;BYMONTHDAY=29'].map(part =>
      toRule(`FREQ=${part}`),
    )
    const times = [1, 2, 3].map(() => {
      const startedAt = performance.now()
      for (let n = 0; n < 1000; n += 1)
        for (const rule of rules) expandDays(rule, toDay('2026-01-01') + (n % 700)).next()
      return performance.now() - startedAt
    })
    // A file to import has thousands of series that begin on another day: about 5 µs each.
    expect(Math.min(...times)).toBeLessThan(500)
  })
})
