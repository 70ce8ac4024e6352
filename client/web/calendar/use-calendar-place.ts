import { useSearchParams } from 'react-router'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { maxFilterLength } from '../todos/use-todo-list.ts'
import { isSameMonth, parseDay } from './calendar-days.ts'
import { useIsNarrow } from './use-is-narrow.ts'

export const calendarViews = ['month', 'week', 'agenda'] as const
type CalendarView = (typeof calendarViews)[number]

/** The chosen day determines which month or week is shown. */
export type CalendarPlace = { view: CalendarView; day: PlainDate; filter: string }

const storageKey = 'taskoverflow-calendar-view'

const findView = (name: string | null) => calendarViews.find(view => view === name)

/** The view, the day and the filter from the URL; by default the view that was last chosen, and today. */
export function useCalendarPlace(today: PlainDate) {
  const [params, setParams] = useSearchParams()
  const isNarrow = useIsNarrow()
  const place: CalendarPlace = {
    view:
      findView(params.get('view')) ??
      findView(localStorage.getItem(storageKey)) ??
      (isNarrow ? 'agenda' : 'month'),
    day: parseDay(params.get('day')) ?? today,
    filter: (params.get('q') ?? '').trim().slice(0, maxFilterLength),
  }
  function go(change: Partial<CalendarPlace>) {
    if (change.view) localStorage.setItem(storageKey, change.view)
    const { view, day, filter } = { ...place, ...change }
    // Moving from day to day would fill the browser's history.
    const replace = view === place.view && isSameMonth(day, place.day)
    setParams({ view, day, ...(filter !== '' && { q: filter }) }, { replace })
  }
  return [place, go] as const
}
