import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { pageTimeZone } from '../page-time-zone.ts'
import type { TodoDay } from '../todos/cached-days.ts'
import { useCompletedLater } from '../todos/use-completed-later.ts'
import { type DaySpan, monthOf, weekOf, withinDeadlines } from './calendar-days.ts'
import { todoDays } from './calendar-queries.ts'

export type GridView = 'month' | 'week'

export const spanOf = (view: GridView, day: PlainDate, firstDayOfWeek: number): DaySpan =>
  (view === 'month' ? monthOf : weekOf)(day, firstDayOfWeek)

/** The cells of a month have room for fewer on most screens; a week grows with its todos. */
const firstOfDay = { month: 8, week: 30 } satisfies Record<GridView, number>

type Shown = { view: GridView; firstDayOfWeek: number; filter: string }

const queryOf = ({ view, firstDayOfWeek, filter }: Shown, day: PlainDate) =>
  todoDays({
    ...withinDeadlines(spanOf(view, day, firstDayOfWeek)),
    timeZone: pageTimeZone(),
    first: firstOfDay[view],
    ...(filter !== '' && { filter }),
  })

/** The days with todos in the month or week of a day. */
export function useTodoDays(shown: Shown, day: PlainDate) {
  const { data, ...query } = useQuery(queryOf(shown, day))
  const completeLater = useCompletedLater()
  const days: ReadonlyMap<PlainDate, TodoDay> = new Map(
    data?.map(todoDay => [todoDay.day, { ...todoDay, todos: todoDay.todos.map(completeLater) }]),
  )
  return { days, isEmpty: data?.every(({ total }) => total === 0) ?? false, query }
}

/** Loads a month or week that is likely to be shown next. */
export function usePrefetchDays(shown: Shown): (day: PlainDate) => void {
  const queryClient = useQueryClient()
  return day => void queryClient.prefetchQuery(queryOf(shown, day))
}
