import { array, boolean, constant, constantFrom, integer, oneof, option, record, sample } from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayIn, endOfDay } from '../../client/web/day.ts'
import { compareTodos } from '../../client/web/todos/compare-todos.ts'
import type { List } from '../../client/web/lists/all-lists.ts'
import { chooseTemporaryId, compareIds, isSaved } from '../../client/web/todos/todo-id.ts'
import { isShown, type TodoList, todoShows, toFilter } from '../../client/web/todos/todo-list.ts'
import { createClient, type Todo } from '../../client/create-client.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'

const words = [
  'apple',
  'Apple',
  'Äpfel',
  'éclair',
  'Zoo',
  'zebra',
  '10',
  '9',
  'o’clock',
  '日本',
  'a b',
  'a-b',
  '50%',
  'under_score',
]
const hourMs = 3_600_000
/** Each has the next day before the one in front of it. */
const timeZones = ['America/New_York', 'Europe/Berlin', 'Australia/Sydney']

const title = array(constantFrom(...words), { minLength: 1, maxLength: 3 }).map(some => some.join(' '))
const row = record({
  title,
  description: option(title),
  completed: boolean(),
  deadline: oneof(
    constant({}),
    // Some at the same moment, some in the past, none so close that it passes during the test.
    constantFrom(-200, -48, -1, 2, 30, 150, 170, 200, 1000).map(hours => ({
      deadline_at: new Date(Math.floor(Date.now() / hourMs + hours) * hourMs + 1),
    })),
    constantFrom(-100, -2, -1, 0, 1, 2, 6, 7, 8, 9, 40).map(days => ({
      deadline_on: addDays(dayIn('UTC', new Date()), days),
    })),
  ),
  created_at: integer({ min: 0, max: 20 }).map(
    n => `2026-01-01T00:00:00.${String(n * 5000).padStart(6, '0')}Z`,
  ),
  tags: constantFrom<string[]>([], ['exam'], ['Später', 'exam'], ['later']),
  priority: integer({ min: 0, max: 3 }),
  inUni: boolean(),
})

const idsOf = (todos: Todo[]) => todos.map(({ id }) => id)

test('gives todos that are not saved yet increasing ids, after those of saved ones', () => {
  const saved = [{ id: 1 }, { id: 20_000_000 }]
  const unsaved = Array.from({ length: 100 }, () => ({ id: chooseTemporaryId() }))
  expect(unsaved.some(isSaved)).toBe(false)
  expect([...unsaved, ...saved].toSorted(compareIds)).toEqual([...saved, ...unsaved])
})

describe('the filter and the sort of the page', () => {
  let service: TestService
  let todos: Todo[]
  let lists: List[]
  let changeTimeZone: (timeZone: string) => Promise<void>
  let listFromServer: (list: TodoList, now: Date) => Promise<Todo[]>

  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres', withWorker: false })
    const client = createClient({ url: service.url })
    listFromServer = async ({ sort, order, ...list }, now) =>
      (await client.todos.query({ ...toFilter(list, now), sort, order, first: 1000 })).items
    changeTimeZone = async timeZone => {
      await client.updateSettings.mutate({ input: { timeZone } })
      todos = (await client.todos.query({ first: 1000 })).items
    }
    const uni = await client.createList.mutate({ input: { name: 'Uni of X' } })
    lists = await client.lists.query()
    await service.replaceTodos(
      sample(row, { numRuns: 150, seed: 1 }).map(({ deadline, inUni, ...todo }) => ({
        ...todo,
        ...deadline,
        ...(inUni && { list_id: uni.id }),
      })),
    )
    return () => service[Symbol.asyncDispose]()
  })

  const filters = [
    '',
    'apple',
    'ÄP',
    '%',
    '_',
    'zo',
    'ECLAIR -zoo',
    'list:"uni of x" tag:SPATER',
    '-list:inbox',
    '-tag:exam p:high,low',
    'due:none',
    'due:any is:done',
    'is:overdue apple',
    '-is:overdue',
    `due:${dayIn('UTC', new Date())}`,
    `from:${dayIn('UTC', new Date())} to:${addDays(dayIn('UTC', new Date()), 3)}`,
  ]
  const sorts = [
    ['deadline', 'asc'],
    ['created', 'desc'],
    ['created', 'asc'],
    ['title', 'asc'],
  ] as const
  const shown = filters.flatMap((filter, n) => [
    ...todoShows
      .filter(show => n < 2 || show === 'all' || show === 'next')
      .map(show => ({ show, filter, days: 7, inUni: false })),
    ...(n < 2 ? [{ show: 'open' as const, filter, days: 7, inUni: true }] : []),
  ])

  describe.each(timeZones)('in %s', timeZone => {
    beforeAll(() => changeTimeZone(timeZone))

    test('agrees with the server', async () => {
      const now = new Date()
      let compared = 0
      const uni = lists.find(({ isInbox }) => !isInbox)
      for (const { inUni, ...list } of shown) {
        const listId = inUni ? uni?.id : undefined
        // All filters in one order, and the whole list in each.
        for (const [sort, order] of list.filter === '' ? sorts : sorts.slice(0, 1)) {
          const sorted = { ...list, timeZone, sort, order, listId }
          const expected = todos
            .filter(todo => isShown(todo, sorted, lists, now))
            .sort((one, other) => compareTodos(one, other, sorted))
          expect([sorted, idsOf(expected)]).toEqual([sorted, idsOf(await listFromServer(sorted, now))])
          compared += expected.length
        }
      }
      expect(compared).toBeGreaterThan(1000)
    })

    test('ends every date at the same moment as the server', () => {
      const dates = todos.filter(({ deadlineOn }) => deadlineOn !== null)
      expect(dates.length).toBeGreaterThan(30)
      for (const { deadlineOn, dueAt } of dates) expect(endOfDay(deadlineOn ?? '', timeZone)).toBe(dueAt)
    })

    test('shows the dates of today and the next days, and no others', () => {
      const now = new Date()
      const today = dayIn(timeZone, now)
      const shown = todos
        .filter(todo =>
          isShown(todo, { show: 'next', filter: '', days: 7, listId: undefined, timeZone }, lists, now),
        )
        .flatMap(({ deadlineOn }) => deadlineOn ?? [])
      const expected = todos
        .filter(({ completed }) => !completed)
        .flatMap(({ deadlineOn }) => deadlineOn ?? [])
        .filter(date => date >= today && date <= addDays(today, 7))
      expect(shown).toEqual(expected)
      expect(shown.length).toBeGreaterThan(5)
    })
  })
})
