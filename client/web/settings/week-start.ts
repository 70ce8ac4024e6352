import { useQuery } from '@tanstack/react-query'
import type { WeekDay } from '../../../schema/settings.ts'
import { browserLocales } from '../language.ts'
import { nameWeekday } from '../time.ts'
import { settings } from './settings-queries.ts'

const weekDays: WeekDay[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

export const weekDayNames = Object.fromEntries(
  weekDays.map((day, index) => [day, nameWeekday(index)]),
) as Record<WeekDay, string>

/** The first day of the week where the browser's language is spoken; undefined if the browser does not know. */
export function localWeekStart(): WeekDay | undefined {
  const locale: Intl.Locale & { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(
    browserLocales[0] ?? 'en',
  )
  const monday = 1
  return weekDays[(locale.getWeekInfo?.().firstDay ?? NaN) - monday]
}

/** 0 is Sunday, as in `Date`. */
export function useFirstDayOfWeek(): number {
  const { data } = useQuery(settings)
  const isSet = data !== undefined && data.updatedAt !== null
  const weekStart = (isSet ? undefined : localWeekStart()) ?? data?.weekStart ?? 'monday'
  return (weekDays.indexOf(weekStart) + 1) % weekDays.length
}
