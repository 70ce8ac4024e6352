import { useSearchParams } from 'react-router'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { isSameMonth, parseDay } from './calendar-days.ts'
import { useIsNarrow } from './use-is-narrow.ts'

export const calendarViews = ['month', 'week', 'agenda'] as const
type CalendarView = (typeof calendarViews)[number]

/** The chosen day determines which month or week is shown. */
export type CalendarPlace = { view: CalendarView; day: PlainDate }

const storageKey = 'taskoverflow-calendar-view'

const findView = (name: string | null) => calendarViews.find(view => view === name)

/** The view and the day from the URL; by default the view that was last chosen, and today. */
export function useCalendarPlace(today: PlainDate) {
  const [params, setParams] = useSearchParams()
  const isNarrow = useIsNarrow()
  const place: CalendarPlace = {
    view:
      findView(params.get('view')) ??
      findView(localStorage.getItem(storageKey)) ??
      (isNarrow ? 'agenda' : 'month'),
    day: parseDay(params.get('day')) ?? today,
  }
  function go(change: Partial<CalendarPlace>) {
    if (change.view) localStorage.setItem(storageKey, change.view)
    const { view = place.view, day = place.day } = change
    // The way from day to day would fill the browser's history.
    const replace = view === place.view && isSameMonth(day, place.day)
    setParams({ view, day }, { replace })
  }
  return [place, go] as const
}
