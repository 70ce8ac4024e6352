import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { browserTimeZone } from '../day.ts'
import { settings } from '../settings/settings-queries.ts'
import { todosDue } from './calendar-queries.ts'
import { gridRange, type Month } from './month.ts'

const none: Todo[] = []

/** The todos in the grid of a month, as they are loaded. */
export function useMonthTodos(month: Month, firstDayOfWeek: number) {
  const { data: owner } = useQuery(settings)
  const timeZones = [browserTimeZone(), ...(owner ? [owner.timeZone] : [])]
  const rangeOf = (shown: Month) => gridRange(shown, firstDayOfWeek, timeZones)
  const range = rangeOf(month)
  const queryClient = useQueryClient()
  const { data, ...query } = useInfiniteQuery({ ...todosDue(range), select: flatten })
  return {
    range,
    todos: data ?? none,
    query,
    prefetch: (next: Month) => void queryClient.prefetchInfiniteQuery(todosDue(rangeOf(next))),
  }
}

const flatten = ({ pages }: { pages: { items: Todo[] }[] }) => pages.flatMap(({ items }) => items)
