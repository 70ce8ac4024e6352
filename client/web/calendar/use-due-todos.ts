import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { firstYear, lastYear } from '../../../schema/instant.ts'
import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { startOfDay } from '../day.ts'
import { pageTimeZone } from '../page-time-zone.ts'
import { settings } from '../settings/settings-queries.ts'
import { dueDayOf } from '../todos/cached-days.ts'
import type { DeadlineRange } from '../todos/cached-todos.ts'
import { todosDue } from './calendar-queries.ts'

/** `from` inclusive, `to` exclusive; undefined means no bound. */
type Days = { from?: PlainDate; to?: PlainDate; completed?: boolean; filter: string }

/** A todo and the day on which the calendar shows it. */
export type TodoOnDay = { day: PlainDate; todo: Todo }

/**
 * Times are shown in the page's time zone, and dates end in that of the settings: the range covers the days of both. It is
 * unbounded where it exceeds the supported years.
 */
export function useDeadlineRange({ from, to, completed, filter }: Days): DeadlineRange {
  const { data: owner } = useQuery(settings)
  const timeZones = [pageTimeZone(), ...(owner ? [owner.timeZone] : [])]
  const starts = (day: PlainDate) => timeZones.map(timeZone => startOfDay(day, timeZone).getTime())
  return {
    from: from === undefined ? undefined : toBound(Math.min(...starts(from))),
    to: to === undefined ? undefined : toBound(Math.max(...starts(to))),
    completed,
    filter: filter === '' ? undefined : filter,
  }
}

function toBound(ms: number): string | undefined {
  const at = new Date(ms)
  const year = at.getUTCFullYear()
  return year < firstYear || year > lastYear ? undefined : at.toISOString()
}

/** The todos of some days by deadline, as they are loaded. */
export function useDueTodos(days: Days, enabled = true) {
  const { from = '', to = '9' } = days
  const { data, ...query } = useInfiniteQuery({ ...todosDue(useDeadlineRange(days)), enabled })
  // A todo that moved while pages were loaded can be in two of them.
  const todos = [...new Map(data?.map(todo => [todo.id, todo])).values()]
  const timeZone = pageTimeZone()
  return {
    query,
    todos: todos.flatMap((todo): TodoOnDay[] => {
      const day = dueDayOf(todo, timeZone)
      return day !== undefined && day >= from && day < to ? [{ day, todo }] : []
    }),
  }
}
