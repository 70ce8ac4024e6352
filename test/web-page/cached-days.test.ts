import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { withoutUnsaved } from '../../client/web/offline/without-unsaved.ts'
import { daysKey, type DueTodo, placeInDays, type TodoDay } from '../../client/web/todos/cached-days.ts'

const day = '2026-11-27'
const query = { from: day, days: 1, timeZone: 'UTC', first: 2 }

const due = (id: number, completed = false): DueTodo => ({
  id,
  title: `${id}`,
  completed,
  deadlineAt: null,
  deadlineOn: day,
  dueAt: `${day}T23:59:59Z`,
  listId: 1,
  priority: 'none',
})

const two = { ...due(12), title: 'two' }

/** The day after a change, when two of its four todos are listed. */
function change(todo: DueTodo): TodoDay | undefined {
  const queryClient = new QueryClient()
  const key = [...daysKey, query]
  queryClient.setQueryData<TodoDay[]>(key, [{ day, total: 4, open: 4, todos: [due(11), due(12)] }])
  placeInDays(queryClient, todo)
  return queryClient.getQueryData<TodoDay[]>(key)?.[0]
}

it.each([
  ['a listed todo that comes last now', due(11, true), { total: 4, open: 3, todos: [due(12)] }],
  ['the last listed todo', two, { total: 4, open: 4, todos: [due(11), two] }],
  [
    'a todo that is not listed, and may be counted',
    due(13, true),
    { total: 4, open: 4, todos: [due(11), due(12)] },
  ],
  ['a new todo that comes first', due(10), { total: 5, open: 5, todos: [due(10), due(11)] }],
])(
  'the count of a day with more todos than are listed is right after a change of %s',
  (_, todo, expected) => {
    expect(change(todo)).toEqual({ day, ...expected })
  },
)

it('the kept days neither list nor count todos that are not saved', () => {
  const days: TodoDay[] = [{ day, total: 5, open: 3, todos: [due(11), due(-1), due(-2, true)] }]
  expect(JSON.parse(JSON.stringify(days, withoutUnsaved))).toEqual([
    { day, total: 3, open: 2, todos: [due(11)] },
  ])
})
