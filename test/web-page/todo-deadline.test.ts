import { describe, expect, it } from 'vitest'
import { toStoredDeadline } from '../../client/web/todos/todo-deadline.ts'
import { toChange, toDraft } from '../../client/web/todos/todo-draft.ts'

const atLocal = (hours: number, minutes = 0, seconds = 0) =>
  new Date(2026, 10, 27, hours, minutes, seconds).toISOString()

describe('a deadline as stored', () => {
  const date = { deadlineAt: null, deadlineOn: '2026-11-27', dueAt: '2026-11-27T22:59:59.999999Z' }
  const time = { deadlineAt: '2026-11-27T16:00:00Z', deadlineOn: null, dueAt: '2026-11-27T16:00:00Z' }
  const none = { deadlineAt: null, deadlineOn: null, dueAt: null }
  it.each([
    [{ deadlineOn: '2026-11-27' }, date],
    [{ deadlineOn: '2026-11-27', deadlineAt: null }, date],
    [{ deadlineAt: '2026-11-27T16:00:00Z' }, time],
    [{ deadlineAt: '2026-11-27T16:00:00Z', deadlineOn: null }, time],
    [{ deadlineAt: null }, none],
    [{ deadlineOn: null }, none],
    [{}, {}],
  ])('is one kind or none: %j', (change, expected) => {
    expect(toStoredDeadline(change, 'Europe/Berlin')).toEqual(expected)
  })
})

describe('the form of a todo', () => {
  const todo = {
    title: 'Essay',
    description: null,
    completed: false,
    repeat: null,
    listId: 1,
    tags: ['exam'],
    priority: 'low' as const,
    deadlineAt: null,
    deadlineOn: null,
  }
  const onDate = toDraft({ ...todo, deadlineOn: '2026-11-27' })
  const atTime = toDraft({ ...todo, deadlineAt: atLocal(23, 59, 30) })

  it('shows a date without a time, and the last minute of a day as a time', () => {
    expect(onDate).toMatchObject({ date: '2026-11-27', time: '' })
    expect(atTime).toMatchObject({ date: '2026-11-27', time: '23:59' })
  })

  it.each([
    ['nothing when nothing was edited', atTime, {}, {}],
    ['only other fields', atTime, { title: 'Essays' }, { title: 'Essays' }],
    ['another date', onDate, { date: '2026-11-30' }, { deadlineAt: null, deadlineOn: '2026-11-30' }],
    ['a new time', onDate, { time: '17:00' }, { deadlineAt: atLocal(17), deadlineOn: null }],
    ['a date without its time', atTime, { time: '' }, { deadlineAt: null, deadlineOn: '2026-11-27' }],
    ['another list', atTime, { list: '2' }, { list: '2' }],
    ['no tags', atTime, { tags: [] }, { tags: [] }],
    ['another priority', atTime, { priority: 'high' as const }, { priority: 'high' }],
    ['no deadline', atTime, { date: '' }, { deadlineAt: null, deadlineOn: null }],
  ])('sends %s', (_, before, edit, change) => {
    expect(toChange({ ...before, ...edit }, before)).toEqual(change)
  })

  it('ignores a time without a date', () => {
    const none = toDraft(todo)
    expect(toChange({ ...none, time: '17:00' }, none)).toEqual({})
  })
})
