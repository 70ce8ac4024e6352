import { useSyncExternalStore } from 'react'
import { useSearchParams } from 'react-router'
import { type Month, parseMonth } from './month.ts'

export const calendarViews = ['month', 'agenda'] as const
export type CalendarView = (typeof calendarViews)[number]

export type CalendarPlace = { month: Month; view: CalendarView }

/** The month and view from the URL; by default the current month, as an agenda on narrow screens. */
export function useCalendarPlace(today: Month) {
  const [params, setParams] = useSearchParams()
  const isNarrow = useIsNarrow()
  const place: CalendarPlace = {
    month: parseMonth(params.get('month')) ?? today,
    view: calendarViews.find(view => view === params.get('view')) ?? (isNarrow ? 'agenda' : 'month'),
  }
  const go = (change: Partial<CalendarPlace>) =>
    setParams(now => {
      for (const [name, value] of Object.entries(change)) now.set(name, value)
      return now
    })
  return [place, go] as const
}

const narrow = matchMedia('(width < 40rem)')

function listen(changed: () => void) {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}

/** Whether the page is as narrow as on a phone. */
const useIsNarrow = (): boolean => useSyncExternalStore(listen, () => narrow.matches)
