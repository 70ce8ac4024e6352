import { describe, expect, it } from 'vitest'
import { moveList } from '../../client/web/lists/move-list.ts'
import { describeFilterProblem } from '../../client/web/todos/describe-filter-problem.ts'
import { suggestFilters } from '../../client/web/todos/suggest-filters.ts'
import { readFilter } from '../../schema/read-filter.ts'

const lists = [
  { id: 1, name: 'Inbox' },
  { id: 2, name: 'Uni' },
  { id: 3, name: 'Summer, term' },
]
const known = { lists: lists.map(({ name }) => name), tags: ['exam', 'Ernte', 'later'] }

describe('suggestions for a filter', () => {
  it.each([
    ['', ['list:', 'tag:', 'p:', 'is:', 'due:']],
    ['essay t', ['essay tag:']],
    ['-t', ['-tag:']],
    ['essay ', ['essay list:', 'essay tag:', 'essay p:', 'essay is:', 'essay due:']],
    ['tag:e', ['tag:exam', 'tag:Ernte']],
    ['x -tag:', ['x -tag:exam', 'x -tag:Ernte', 'x -tag:later']],
    ['list:sum', ['list:"Summer, term"']],
    ['list:"summer, t', ['list:"Summer, term"']],
    ['p:h', ['p:high']],
    ['is:o', ['is:open', 'is:overdue']],
    ['tag:exam', []],
    ['http:', []],
    ['essay', []],
  ])('“%s”', (text, suggested) => {
    expect(suggestFilters(text, known)).toEqual(suggested)
  })
})

describe('what is wrong with a filter', () => {
  it.each([
    ['essay tag:exam', undefined],
    ['list:UNI list:2', undefined],
    ['p:nope', '“p:” must be one of none, low, medium, high.'],
    ['is:new', '“is:” must be open, done or overdue.'],
    ['tag:', undefined],
    ['tag:,', '“tag:” must not be empty.'],
    ['due:2026-02-30', '“due:” must be a date such as 2030-01-02.'],
    ['-due:2026-02-03', '“due:” cannot be excluded.'],
    ['-from:2026-02-03', '“from:” cannot be excluded.'],
    ['is:open -is:done -due:none', undefined],
    ['is:open is:done', '“is:” must be given once.'],
    ['p:high -p:high', '“p:” must be given once.'],
    ['from:2026-02-03 due:2026-02-04', '“due:” must be given once.'],
    ['-list:nowhere', 'There is no list named “nowhere”.'],
  ])('“%s”', (filter, problem) => {
    expect(describeFilterProblem(filter, lists)).toBe(problem)
  })

  it('does not call a list unknown before the lists are known', () => {
    expect(describeFilterProblem('list:Uni', [])).toBe(undefined)
  })
})

describe('a quoted name', () => {
  it('can have a comma; names without quotes are several', () => {
    expect(readFilter('list:"Summer, term" tag:a,b')).toEqual({
      filter: { list: ['Summer, term'], tag: ['a', 'b'] },
    })
  })
})

describe('moving a list', () => {
  it.each([
    [1, 2, [2, 3, 1]],
    [3, 0, [3, 1, 2]],
    [2, 1, [1, 2, 3]],
    [9, 0, [1, 2, 3]],
  ])('%i to %i', (id, position, expected) => {
    const placed = lists.map((list, index) => ({ ...list, position: index }))
    const moved = moveList(placed, id, position)
    expect(moved.map(list => list.id)).toEqual(expected)
    expect(moved.map(list => list.position)).toEqual([0, 1, 2])
  })
})
