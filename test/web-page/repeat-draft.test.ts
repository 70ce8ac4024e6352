import { describe, expect, it } from 'vitest'
import type { Repeat } from '../../schema/repeat.ts'
import { describeRepeat } from '../../client/web/todos/describe-repeat.ts'
import {
  isCustomRule,
  listMonthlyRules,
  toCustomRule,
  toggleWeekday,
  weekdaysOf,
} from '../../client/web/todos/custom-repeat.ts'
import { listRepeatChoices } from '../../client/web/todos/repeat-choices.ts'
import {
  choose,
  pickRepeat,
  readRepeat,
  type RepeatDraft,
  toRepeat,
} from '../../client/web/todos/repeat-draft.ts'
import { findConflicts, noEdits, toChange, toDraft, withEdit } from '../../client/web/todos/todo-draft.ts'
import { printRule } from '../../schema/recurrence-rule.ts'

const friday = '2026-11-27'
const saturday = '2026-11-28'
const from = (rule: string, start: Repeat['from'] = 'deadline'): Repeat => ({ rule, from: start })

const exactly = (text: string) => new RegExp(`^${text}$`)

const never: RepeatDraft = {
  repeats: 'never',
  customRule: '',
  fromCompletion: false,
  ends: 'never',
  lastDay: '',
  times: '',
}
const ends: [part: string, end: Partial<RepeatDraft>][] = [
  ['', {}],
  [';COUNT=3', { ends: 'afterTimes', times: '3' }],
  [';UNTIL=20261218', { ends: 'onDay', lastDay: '2026-12-18' }],
]

describe('the choices of the repeat field', () => {
  it.each([
    ['daily', 'FREQ=DAILY'],
    ['weekdays', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['weekly', 'FREQ=WEEKLY;BYDAY=FR'],
    ['monthly', 'FREQ=MONTHLY;BYMONTHDAY=27'],
    ['yearly', 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=27'],
  ] as const)('turn %s into a rule and back, with each end', (choice, rule) => {
    for (const [part, end] of ends) {
      const repeat = from(`${rule}${part}`)
      const draft: RepeatDraft = { ...never, ...end, repeats: choice }
      expect(toRepeat(draft, friday)).toEqual(repeat)
      expect(readRepeat(repeat, friday)).toEqual({ ...draft, customRule: repeat.rule })
      expect(readRepeat({ ...repeat, from: 'completion' }, friday).repeats).toBe(choice)
    }
  })

  it.each([
    ['another day', from('FREQ=WEEKLY;BYDAY=MO'), 'custom'],
    ['an interval', from('FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'), 'custom'],
    ['an interval and an end', from('FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=3'), 'custom'],
    ['a numbered weekday', from('FREQ=MONTHLY;BYDAY=-1FR'), 'custom'],
    ['the last day', from('FREQ=MONTHLY;BYMONTHDAY=-1'), 'custom'],
    ['the day of the deadline, implied', from('FREQ=WEEKLY'), 'weekly'],
    ['the day of the deadline, implied, and an end', from('FREQ=WEEKLY;COUNT=2'), 'weekly'],
    ['the day of the completion, implied', from('FREQ=WEEKLY', 'completion'), 'custom'],
    ['an end at a time', from('FREQ=DAILY;UNTIL=20261218T090000Z'), 'rule'],
    ['a month', from('FREQ=DAILY;BYMONTH=5'), 'rule'],
    ['positions', from('FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1'), 'rule'],
    ['two weekdays of a month', from('FREQ=MONTHLY;BYDAY=1MO,3MO'), 'rule'],
    ['a fifth weekday', from('FREQ=MONTHLY;BYDAY=5MO'), 'rule'],
    ['nothing', null, 'never'],
  ])('show a rule with %s', (_, repeat, choice) => {
    const draft = readRepeat(repeat, friday)
    expect(draft.repeats).toBe(choice)
    if (choice !== 'weekly') expect(toRepeat(draft, friday)).toEqual(repeat)
  })

  it('start with the rule so far', () => {
    const daily: RepeatDraft = { ...never, repeats: 'daily', ends: 'afterTimes', times: '3' }
    const asRule = choose(daily, 'rule', friday)
    expect(asRule).toEqual({ repeats: 'rule', customRule: 'FREQ=DAILY;COUNT=3' })
    const typed: RepeatDraft = { ...daily, ...asRule, customRule: 'freq=daily;until=20261218' }
    const back = { ...typed, ...choose(typed, 'weekly', friday) }
    expect(toRepeat(back, friday)?.rule).toBe('FREQ=WEEKLY;BYDAY=FR;UNTIL=20261218')
    const refused: RepeatDraft = { ...typed, customRule: 'FREQ=HOURLY' }
    expect(toRepeat(refused, friday)?.rule).toBe('FREQ=HOURLY')
    expect(toRepeat({ ...refused, ...choose(refused, 'custom', friday) }, friday)?.rule).toBe('FREQ=WEEKLY')
    const twice: RepeatDraft = { ...typed, customRule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,3MO' }
    const reduced = { ...twice, ...choose(twice, 'custom', friday) }
    expect(toRepeat(reduced, friday)?.rule).toBe('FREQ=MONTHLY;INTERVAL=2')
  })

  it('do not end while the day or the number is missing', () => {
    for (const unfinished of ['onDay', 'afterTimes'] as const)
      expect(toRepeat({ ...never, repeats: 'daily', ends: unfinished }, friday)).toEqual(from('FREQ=DAILY'))
  })

  it('name the day of the deadline', () => {
    const labels = Object.fromEntries(listRepeatChoices('2026-11-22'))
    expect(labels).toMatchObject({
      weekly: 'Every week on Sunday',
      monthly: 'Every month on the 22nd',
      yearly: expect.stringMatching(/^Every year on (?:22 November|November 22)$/),
    })
  })
})

const toggle = (rule: string, ...weekdays: number[]) =>
  printRule(weekdays.reduce((changed, day) => toggleWeekday(changed, day, friday), toCustomRule(rule)))

describe('the fields of a custom rule', () => {
  it('choose weekdays, at least that of the deadline', () => {
    expect(toggle('FREQ=WEEKLY', 0)).toBe('FREQ=WEEKLY;BYDAY=MO,FR')
    expect(toggle('FREQ=WEEKLY;BYDAY=MO', 6, 0)).toBe('FREQ=WEEKLY;BYDAY=SU')
    expect(toggle('FREQ=WEEKLY;BYDAY=MO', 0)).toBe('FREQ=WEEKLY')
  })

  it('name no day of the deadline when it is that of the completion', () => {
    const weekly = toCustomRule('FREQ=WEEKLY')
    expect(weekdaysOf(weekly, friday)).toEqual([4])
    expect(weekdaysOf(weekly, undefined)).toEqual([])
    expect(printRule(toggleWeekday(weekly, 0, undefined))).toBe('FREQ=WEEKLY;BYDAY=MO')
    const monthly = toCustomRule('FREQ=MONTHLY')
    expect(listMonthlyRules(monthly, friday, undefined)).toContainEqual(monthly)
    expect(listMonthlyRules(monthly, friday, friday)).not.toContainEqual(monthly)
  })

  it.each([
    ['2026-11-01', '', ['1', '1SU']],
    ['2026-11-27', '', ['27', '4FR', '-1FR']],
    ['2026-11-30', '', ['30', '-1', '-1MO']],
    ['2028-02-29', '', ['29', '-1', '-1TU']],
    ['2028-02-28', '', ['28', '4MO', '-1MO']],
    ['2026-11-27', ';BYMONTHDAY=15', ['27', '4FR', '-1FR', '15']],
    ['2026-11-27', ';BYDAY=-1FR', ['27', '4FR', '-1FR']],
  ])('offer the days of a month for %s%s', (date, part, expected) => {
    const rules = listMonthlyRules(toCustomRule(`FREQ=MONTHLY;INTERVAL=2${part}`), date, date)
    const days = rules.map(rule => printRule(rule).replace(/^FREQ=MONTHLY;INTERVAL=2;BY(?:MONTH)?DAY=/, ''))
    expect(days).toEqual(expected)
    expect(rules.every(isCustomRule)).toBe(true)
  })
})

describe('the words for a rule', () => {
  it.each([
    ['FREQ=DAILY;COUNT=5', 'Every day, 5 times'],
    ['FREQ=DAILY;COUNT=1', 'Every day, once'],
    ['FREQ=WEEKLY;BYDAY=FR;UNTIL=20261218', /^Every Friday until Fri.* (?:18 Dec|Dec 18),? 2026$/],
    ['FREQ=DAILY;UNTIL=20261218T120000Z', /^Every day until Fri.* (?:18 Dec|Dec 18),? 2026$/],
    ['FREQ=DAILY;UNTIL=20261218T120000', /^Every day until Fri.* (?:18 Dec|Dec 18),? 2026$/],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', /^Every year on (?:29 February|February 29)$/],
    ['FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=1', 'Repeats'],
    ['FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=1', 'Repeats'],
    ['FREQ=YEARLY;BYMONTH=5', 'Repeats'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2', 'Repeats'],
    ['FREQ=MONTHLY;BYMONTH=2', 'Repeats'],
    ['FREQ=DAILY;WKST=SU;COUNT=2', 'Repeats'],
  ])('%s are %s', (rule, words) => {
    expect(describeRepeat(from(rule))).toMatch(typeof words === 'string' ? exactly(words) : words)
  })

  it('say its end after what it counts from', () => {
    expect(describeRepeat(from('FREQ=DAILY;COUNT=2', 'completion'))).toBe(
      'Every day after completion, 2 times',
    )
  })
})

describe('the repetition in the form of a todo', () => {
  const todo = {
    title: 'Essay',
    description: null,
    completed: false,
    deadlineAt: null,
    deadlineOn: friday,
    listId: 1,
    tags: [],
    priority: 'none' as const,
  }
  const draft = (repeat: Repeat | null) => toDraft({ ...todo, repeat })
  const weekly = draft(from('FREQ=WEEKLY;BYDAY=FR'))
  const custom = draft(from('FREQ=DAILY;BYMONTH=5;COUNT=3'))
  const move = { deadlineAt: null, deadlineOn: saturday }

  it.each([
    ['nothing when nothing was edited', weekly, {}, {}],
    ['a new rule', draft(null), { repeats: 'daily' }, { repeat: from('FREQ=DAILY') }],
    ['null to end it', weekly, { repeats: 'never' }, { repeat: null }],
    ['a typed rule', custom, { customRule: 'FREQ=YEARLY' }, { repeat: from('FREQ=YEARLY') }],
    ['an end', weekly, { ends: 'afterTimes', times: '2' }, { repeat: from('FREQ=WEEKLY;BYDAY=FR;COUNT=2') }],
    ['nothing for an end without its day', weekly, { ends: 'onDay' }, {}],
    ['only other fields', custom, { title: 'Essays' }, { title: 'Essays' }],
    [
      'the start of the count',
      weekly,
      { fromCompletion: true },
      { repeat: from('FREQ=WEEKLY;BYDAY=FR', 'completion') },
    ],
    ['the new day', weekly, { date: saturday }, { ...move, repeat: from('FREQ=WEEKLY;BYDAY=SA') }],
    ['no other custom rule for a new day', custom, { date: saturday }, move],
    ['no repetition without a deadline', weekly, { date: '' }, { ...move, deadlineOn: null, repeat: null }],
  ] as const)('sends %s', (_, before, edit, change) => {
    expect(toChange({ ...before, ...edit }, before)).toEqual(change)
  })

  it('is in conflict with another rule, not with another day', () => {
    const edits = withEdit(noEdits, pickRepeat({ ...weekly, repeats: 'daily' }), weekly)
    expect(findConflicts(edits, { ...custom, date: saturday })).toEqual(['repeats'])
    const moved = toDraft({ ...todo, deadlineOn: saturday, repeat: from('FREQ=WEEKLY;BYDAY=FR') })
    expect(findConflicts(edits, moved)).toEqual([])
    expect(findConflicts(edits, draft(from('FREQ=DAILY')))).toEqual([])
  })
})
