import type { inferRouterInputs } from '@trpc/server'
import { createScopeMatcher, parseWords } from '../../../schema/match-scope.ts'
import { type ParsedFilter, readFilter } from '../../../schema/read-filter.ts'
import type { TodoOrder, TodoSort } from '../../../schema/todo-filter.ts'
import type { AppRouter } from '../../../server/trpc/router.ts'
import type { Todo } from '../../create-client.ts'
import { addDays, dayIn, startOfDay } from '../day.ts'
import type { List } from '../lists/all-lists.ts'
import { findList } from '../../find-list.ts'
import { isOverdue } from './todo-deadline.ts'

export const todoShows = ['open', 'overdue', 'next', 'done', 'all'] as const
export type TodoShow = (typeof todoShows)[number]

/** What the list shows, from the URL. */
export type TodoList = {
  show: TodoShow
  /** For `next`: today and this number of following days. */
  days: number
  /** Decides what is today. */
  timeZone: string
  /** Undefined for the todos of all lists. */
  listId: number | undefined
  /** A text of the filter language. */
  filter: string
  sort: TodoSort
  order: TodoOrder
}

export type Shown = Omit<TodoList, 'sort' | 'order'>

type FilterInput = NonNullable<inferRouterInputs<AppRouter>['todoCounts']>
type When = Pick<ParsedFilter, 'completed' | 'overdue' | 'from' | 'to'>

/** A date is due at the end of its day: those of the last day are before the next one begins. */
const nextDays = ({ days, timeZone }: Shown, now: Date) => ({
  from: now.toISOString(),
  to: startOfDay(addDays(dayIn(timeZone, now), days + 1), timeZone).toISOString(),
})

/** What `show` means, except for what the filter says itself. */
function toWhen(list: Shown, { completed, overdue, from, to }: ParsedFilter, now: Date): When {
  const whens = {
    open: { completed: false },
    overdue: { overdue: true },
    next: { completed: false, ...nextDays(list, now) },
    done: { completed: true },
    all: {},
  } satisfies Record<TodoShow, When>
  const when: When = whens[list.show]
  const hasState = completed !== undefined || overdue !== undefined
  const hasRange = from !== undefined || to !== undefined
  return {
    ...(!hasState && { completed: when.completed, overdue: when.overdue }),
    ...(!hasRange && { from: when.from, to: when.to }),
  }
}

/** Empty when the text cannot be read. */
function readOrNone(filter: string): ParsedFilter {
  const read = readFilter(filter)
  return 'filter' in read ? read.filter : {}
}

/** Whether the filter decides by itself on what `show` is about. */
export function replacesShow(filter: string, show: TodoShow): boolean {
  const { completed, overdue, from, to } = readOrNone(filter)
  const hasState = completed !== undefined || overdue !== undefined
  return (hasState && show !== 'all') || ((from !== undefined || to !== undefined) && show === 'next')
}

export const hasWords = (filter: string): boolean =>
  parseWords(readOrNone(filter).search ?? '').words.length > 0

export const namesList = (filter: string): boolean => readOrNone(filter).list !== undefined

export function toFilter(list: Shown, now: Date): FilterInput {
  const { listId, filter } = list
  return {
    ...toWhen(list, readOrNone(filter), now),
    ...(listId !== undefined && { list: [listId] }),
    ...(filter !== '' && { filter }),
  }
}

/** The same filter in the page, for todos that are shown before the server has answered. */
export function isShown(todo: Todo, list: Shown, lists: readonly List[], now: Date = new Date()): boolean {
  const own = readOrNone(list.filter)
  const { completed, overdue, from, to } = { ...own, ...toWhen(list, own, now) }
  const toMs = (bound: string) =>
    bound.includes('T') ? Date.parse(bound) : startOfDay(bound, list.timeZone).getTime()
  const dueMs = todo.dueAt === null ? Infinity : Date.parse(todo.dueAt)
  return (
    (completed === undefined || todo.completed === completed) &&
    (overdue === undefined || isOverdue(todo, now.getTime()) === overdue) &&
    (from === undefined || (todo.dueAt !== null && dueMs >= toMs(from))) &&
    (to === undefined || dueMs < toMs(to)) &&
    (list.listId === undefined || todo.listId === list.listId) &&
    createScopeMatcher(withListIds(own, lists))(todo)
  )
}

/** A list that is not known has no todos here. */
function withListIds(filter: ParsedFilter, lists: readonly List[]): ParsedFilter {
  const toId = (reference: string) => `${findList(lists, reference)?.id ?? 'unknown'}`
  return {
    ...filter,
    ...(filter.list && { list: filter.list.map(toId) }),
    ...(filter.withoutList && { withoutList: filter.withoutList.map(toId) }),
  }
}
