import type { TodoFilter, TodoOrder, TodoSort } from '../../../schema/todo-list.ts'
import type { Todo } from '../../create-client.ts'
import { startOfDay } from '../local-time.ts'

export const todoShows = ['open', 'overdue', 'next', 'done', 'all'] as const
export type TodoShow = (typeof todoShows)[number]

/** What the list shows, from the URL. */
export type TodoList = {
  show: TodoShow
  /** For `next`: today and this number of following days, in the browser's time zone. */
  days: number
  search: string
  sort: TodoSort
  order: TodoOrder
}

const nextDays = (days: number, now: Date) => ({
  from: now.toISOString(),
  to: startOfDay(now, days + 1).toISOString(),
})

export function toFilter({ show, days, search }: Omit<TodoList, 'sort' | 'order'>, now: Date): TodoFilter {
  const filters = {
    open: { completed: false },
    overdue: { overdue: true },
    next: { completed: false, ...nextDays(days, now) },
    done: { completed: true },
    all: {},
  } satisfies Record<TodoShow, TodoFilter>
  return { ...filters[show], ...(search !== '' && { search }) }
}

/** The same filter in the page, for todos that are shown before the server has answered. */
export function isShown(todo: Todo, list: Omit<TodoList, 'sort' | 'order'>, now: Date = new Date()): boolean {
  const { completed, overdue, from, to, search } = toFilter(list, now)
  const dueMs = todo.deadlineAt === null ? Infinity : Date.parse(todo.deadlineAt)
  return (
    (completed === undefined || todo.completed === completed) &&
    (overdue === undefined || (!todo.completed && dueMs < now.getTime())) &&
    (from === undefined || dueMs >= Date.parse(from)) &&
    (to === undefined || dueMs < Date.parse(to)) &&
    (search === undefined || [todo.title, todo.description].some(text => contains(text, search)))
  )
}

const contains = (text: string | null, search: string) =>
  text !== null && text.toLowerCase().includes(search.toLowerCase())
