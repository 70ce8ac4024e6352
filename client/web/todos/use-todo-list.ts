import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useTimeZone } from '../settings/use-time-zone.ts'
import { urls } from '../urls.ts'
import { hasWords, namesList, replacesShow, type TodoList, type TodoShow, todoShows } from './todo-list.ts'

const todoSortings = {
  relevance: { sort: 'relevance', order: 'desc' },
  newest: { sort: 'created', order: 'desc' },
  oldest: { sort: 'created', order: 'asc' },
  deadline: { sort: 'deadline', order: 'asc' },
  title: { sort: 'title', order: 'asc' },
} as const

export type TodoSorting = keyof typeof todoSortings

export const nextDays = [1, 3, 7, 14, 30, 90]
const defaultDays = 7
export const maxFilterLength = 500

/** The query of the URL, without defaults. */
export type TodoListParams = { show?: string; days?: string; q?: string; sort?: string }

/** The list that the URL describes. */
export function useTodoList() {
  const [params, setParams] = useSearchParams()
  const { id } = useParams()
  const navigate = useNavigate()
  const timeZone = useTimeZone()
  const [show, days, q, sort] = ['show', 'days', 'q', 'sort'].map(name => params.get(name))
  const listId = id === undefined ? undefined : Number(id)
  const filter = (q ?? '').trim().slice(0, maxFilterLength)

  const shown = todoShows.find(name => name === show) ?? 'open'
  const sorting = toSorting(sort, shown, filter)
  const list = useMemo((): TodoList => {
    const { sort, order } = todoSortings[sorting]
    return {
      show: shown,
      days: nextDays.find(count => String(count) === days) ?? defaultDays,
      timeZone,
      listId,
      filter,
      sort,
      order,
    }
  }, [shown, days, timeZone, listId, filter, sorting])

  /** The URL's query with a change, without empty values and defaults. */
  function withParams(change: TodoListParams): URLSearchParams {
    const changed = new URLSearchParams(params)
    for (const [name, value] of Object.entries(change)) {
      if (value === '' || value === defaults[name as keyof typeof defaults]) changed.delete(name)
      else changed.set(name, value)
    }
    if (changed.get('sort') === defaultSorting(shown, changed.get('q') ?? '')) changed.delete('sort')
    return changed
  }

  function go(change: TodoListParams): void {
    const { q = '', sort: chosen } = change
    if (chosen !== undefined && chosen !== 'relevance') localStorage.setItem(sortKey, chosen)
    const changed = withParams(replacesShow(q, list.show) ? { ...change, show: 'all' } : change)
    if (listId !== undefined && namesList(q)) void navigate(`${urls.todos}?${changed}`, { replace: true })
    else setParams(changed, { replace: true })
  }

  return { list, sorting, toSearch: (change: TodoListParams) => `?${withParams(change).toString()}`, go }
}

const sortKey = 'taskoverflow-sort'

const defaults = { show: 'open', days: String(defaultDays) }

/** Searches list the best matches first. Other lists keep the order that was chosen last; by default, open todos are by deadline. */
function defaultSorting(show: TodoShow, filter: string): TodoSorting {
  if (hasWords(filter)) return 'relevance'
  const chosen = toSortings(filter).find(name => name === localStorage.getItem(sortKey))
  if (chosen) return chosen
  return show === 'done' || show === 'all' ? 'newest' : 'deadline'
}

export const toSortings = (filter: string): TodoSorting[] =>
  (Object.keys(todoSortings) as TodoSorting[]).filter(name => name !== 'relevance' || hasWords(filter))

const toSorting = (name: string | null | undefined, show: TodoShow, filter: string): TodoSorting =>
  toSortings(filter).find(known => known === name) ?? defaultSorting(show, filter)
