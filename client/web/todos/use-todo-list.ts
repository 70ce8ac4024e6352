import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useTimeZone } from '../settings/use-time-zone.ts'
import { type TodoList, todoShows } from './todo-list.ts'

export const todoSortings = {
  newest: { name: 'Newest first', sort: 'created', order: 'desc' },
  oldest: { name: 'Oldest first', sort: 'created', order: 'asc' },
  deadline: { name: 'Deadline', sort: 'deadline', order: 'asc' },
  title: { name: 'Title (A–Z)', sort: 'title', order: 'asc' },
} as const

export type TodoSorting = keyof typeof todoSortings

export const nextDays = [1, 3, 7, 14, 30, 90]
const defaultDays = 7
const maxSearchLength = 255

/** The query of the URL, without defaults. */
export type TodoListParams = { show?: string; days?: string; q?: string; sort?: string }

/** The list that the URL describes. */
export function useTodoList() {
  const [params, setParams] = useSearchParams()
  const timeZone = useTimeZone()
  const [show, days, q, sort] = ['show', 'days', 'q', 'sort'].map(name => params.get(name))

  const sorting: TodoSorting = sort !== null && sort !== undefined && isSorting(sort) ? sort : 'newest'
  const list = useMemo((): TodoList => {
    const { sort, order } = todoSortings[sorting]
    return {
      show: todoShows.find(name => name === show) ?? 'open',
      days: nextDays.find(count => String(count) === days) ?? defaultDays,
      timeZone,
      search: (q ?? '').trim().slice(0, maxSearchLength),
      sort,
      order,
    }
  }, [show, days, timeZone, q, sorting])

  /** The URL's query with a change, without empty values and defaults. */
  function withParams(change: TodoListParams): URLSearchParams {
    const changed = new URLSearchParams(params)
    for (const [name, value] of Object.entries(change)) {
      if (value === '' || value === defaults[name as keyof typeof defaults]) changed.delete(name)
      else changed.set(name, value)
    }
    return changed
  }

  return {
    list,
    sorting,
    toSearch: (change: TodoListParams) => `?${withParams(change).toString()}`,
    go: (change: TodoListParams) => setParams(withParams(change), { replace: true }),
  }
}

const defaults = { show: 'open', days: String(defaultDays), q: '', sort: 'newest' }

const isSorting = (name: string): name is TodoSorting => Object.hasOwn(todoSortings, name)
