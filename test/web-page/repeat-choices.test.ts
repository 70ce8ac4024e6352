import { describe, expect, it } from 'vitest'
import type { Repeat } from '../../schema/repeat.ts'
import { listRepeatChoices, toRepeatChoice, toRepeatRule } from '../../client/web/todos/repeat-choices.ts'
import {
  findConflicts,
  noEdits,
  toChange,
  toDraft,
  toRepeatDraft,
  withEdit,
} from '../../client/web/todos/todo-draft.ts'

const friday = '2026-11-27'
const saturday = '2026-11-28'
const from = (rule: string, start: Repeat['from'] = 'deadline'): Repeat => ({ rule, from: start })

describe('the choices of the repeat field', () => {
  it.each([
    ['daily', 'FREQ=DAILY'],
    ['weekdays', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['weekly', 'FREQ=WEEKLY;BYDAY=FR'],
    ['monthly', 'FREQ=MONTHLY;BYMONTHDAY=27'],
    ['yearly', 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=27'],
  ] as const)('turn %s into a rule and back', (choice, rule) => {
    expect(toRepeatRule(choice, friday, '')).toBe(rule)
    expect(toRepeatChoice(from(rule), friday)).toBe(choice)
    expect(toRepeatChoice(from(rule, 'completion'), friday)).toBe(choice)
  })

  it.each([
    ['another day', from('FREQ=WEEKLY;BYDAY=MO'), 'custom'],
    ['an interval', from('FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'), 'custom'],
    ['a count', from('FREQ=DAILY;COUNT=3'), 'custom'],
    ['the day of the deadline, implied', from('FREQ=WEEKLY'), 'weekly'],
    ['the day of the completion, implied', from('FREQ=WEEKLY', 'completion'), 'custom'],
    ['nothing', null, 'never'],
  ])('show a rule with %s', (_, repeat, choice) => {
    expect(toRepeatChoice(repeat, friday)).toBe(choice)
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
  const custom = draft(from('FREQ=DAILY;COUNT=3'))
  const move = { deadlineAt: null, deadlineOn: saturday }

  it.each([
    ['nothing when nothing was edited', weekly, {}, {}],
    ['a new rule', draft(null), { repeats: 'daily' }, { repeat: from('FREQ=DAILY') }],
    ['null to end it', weekly, { repeats: 'never' }, { repeat: null }],
    ['a typed rule', custom, { customRule: 'FREQ=YEARLY' }, { repeat: from('FREQ=YEARLY') }],
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
    const edits = withEdit(noEdits, toRepeatDraft({ ...weekly, repeats: 'daily' }), weekly)
    expect(findConflicts(edits, { ...custom, date: saturday })).toEqual(['repeats'])
    const moved = toDraft({ ...todo, deadlineOn: saturday, repeat: from('FREQ=WEEKLY;BYDAY=FR') })
    expect(findConflicts(edits, moved)).toEqual([])
    expect(findConflicts(edits, draft(from('FREQ=DAILY')))).toEqual([])
  })
})
