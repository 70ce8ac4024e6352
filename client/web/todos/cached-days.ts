import type { QueryClient } from '@tanstack/react-query'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { PlainDate } from '../../../schema/plain-date.ts'
import type { AppRouter } from '../../../server/trpc/router.ts'
import { addDays, dayIn } from '../day.ts'
import { compareIds } from './todo-id.ts'

export type TodoDay = inferRouterOutputs<AppRouter>['todoDays'][number]
export type DueTodo = TodoDay['todos'][number]
export type TodoDaysQuery = inferRouterInputs<AppRouter>['todoDays']

/** Keys of the calendar's days end with a `TodoDaysQuery`. */
export const daysKey = ['todos', 'days']

/** The day on which a calendar shows a todo. */
export function dueDayOf(
  { deadlineAt, deadlineOn }: Pick<DueTodo, 'deadlineAt' | 'deadlineOn'>,
  timeZone: string,
): PlainDate | undefined {
  if (deadlineOn !== null) return deadlineOn
  return deadlineAt === null ? undefined : dayIn(timeZone, new Date(deadlineAt))
}

/** Places a changed todo in the cached days, as far as they are known: the server knows the rest. */
export function placeInDays(queryClient: QueryClient, todo: DueTodo): void {
  changeDays(queryClient, (days, query) => {
    const day = dueDayOf(todo, query.timeZone)
    const listed = days.flatMap(({ todos }) => todos).find(({ id }) => id === todo.id)
    // Only the server knows what matches: a todo that is shown stays until the days are read again.
    if (query.filter && !listed) return days
    const others = without(days, todo.id)
    const isShown = day !== undefined && day >= query.from && day < addDays(query.from, query.days)
    return isShown ? insert(others, day, todo, { first: query.first, listed }) : others
  })
}

export function* cachedDueTodos(queryClient: QueryClient): Generator<DueTodo> {
  for (const [, days] of queryClient.getQueriesData<TodoDay[]>({ queryKey: daysKey }))
    for (const { todos } of days ?? []) yield* todos
}

export const dropFromDays = (queryClient: QueryClient, id: number): void =>
  changeDays(queryClient, days => without(days, id))

/** Keeps the age of the cached data, because nothing was fetched. */
function changeDays(queryClient: QueryClient, change: (days: TodoDay[], query: TodoDaysQuery) => TodoDay[]) {
  for (const { queryKey, state } of queryClient.getQueryCache().findAll({ queryKey: daysKey })) {
    if (state.data === undefined) continue
    const changed = change(state.data as TodoDay[], queryKey.at(-1) as TodoDaysQuery)
    queryClient.setQueryData(queryKey, changed, { updatedAt: state.dataUpdatedAt })
  }
}

const without = (days: TodoDay[], id: number): TodoDay[] =>
  days.map(day => {
    const todo = day.todos.find(todo => todo.id === id)
    if (!todo) return day
    return {
      ...day,
      total: day.total - 1,
      open: day.open - Number(!todo.completed),
      todos: day.todos.filter(other => other !== todo),
    }
  })

/**
 * After the listed todos of a longer day there may be others before this one. It is not listed then, unless it was and has
 * not moved back, and may be counted already, unless it was listed.
 */
function insert(
  days: TodoDay[],
  on: PlainDate,
  todo: DueTodo,
  { first, listed }: { first: number; listed: DueTodo | undefined },
): TodoDay[] {
  const { total, open, todos } = days.find(({ day }) => day === on) ?? { total: 0, open: 0, todos: [] }
  const before = todos.filter(other => compare(other, todo) < 0)
  const isLast = before.length === todos.length && total > todos.length
  const isBeyond = isLast && !(listed && compare(todo, listed) <= 0)
  if (isBeyond && !listed) return days
  const changed = {
    day: on,
    total: total + 1,
    open: open + Number(!todo.completed),
    todos: isBeyond ? todos : [...before, todo, ...todos.slice(before.length)].slice(0, first),
  }
  return [...days.filter(({ day }) => day !== on), changed]
}

/** The server's order. */
const compare = (one: DueTodo, other: DueTodo): number =>
  Number(one.completed) - Number(other.completed) ||
  Number(one.deadlineOn === null) - Number(other.deadlineOn === null) ||
  Date.parse(one.dueAt ?? '') - Date.parse(other.dueAt ?? '') ||
  compareIds(one, other)
