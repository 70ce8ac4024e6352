import type { TodoFilter, TodoOrder, TodoSort } from '../../../schema/todo-filter.ts'
import type { Todo } from '../../create-client.ts'
import { addDays, dayIn, startOfDay } from '../day.ts'
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
  search: string
  sort: TodoSort
  order: TodoOrder
}

type Shown = Omit<TodoList, 'sort' | 'order'>

/** A date is due at the end of its day: those of the last day are before the next one begins. */
const nextDays = ({ days, timeZone }: Shown, now: Date) => ({
  from: now.toISOString(),
  to: startOfDay(addDays(dayIn(timeZone, now), days + 1), timeZone).toISOString(),
})

export function toFilter(list: Shown, now: Date): TodoFilter {
  const { show, search } = list
  const filters = {
    open: { completed: false },
    overdue: { overdue: true },
    next: { completed: false, ...nextDays(list, now) },
    done: { completed: true },
    all: {},
  } satisfies Record<TodoShow, TodoFilter>
  return { ...filters[show], ...(search !== '' && { search }) }
}

/** The same filter in the page, for todos that are shown before the server has answered. */
export function isShown(todo: Todo, list: Shown, now: Date = new Date()): boolean {
  const { completed, overdue, from, to, search } = toFilter(list, now)
  const dueMs = todo.dueAt === null ? Infinity : Date.parse(todo.dueAt)
  return (
    (completed === undefined || todo.completed === completed) &&
    (overdue === undefined || isOverdue(todo, now.getTime())) &&
    (from === undefined || dueMs >= Date.parse(from)) &&
    (to === undefined || dueMs < Date.parse(to)) &&
    (search === undefined || [todo.title, todo.description].some(text => contains(text, search)))
  )
}

const contains = (text: string | null, search: string) =>
  text !== null && text.toLowerCase().includes(search.toLowerCase())
