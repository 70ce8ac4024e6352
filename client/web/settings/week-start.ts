import { useQuery } from '@tanstack/react-query'
import type { WeekDay } from '../../../schema/settings.ts'
import { settings } from './settings-queries.ts'

export const weekDayNames = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
} satisfies Record<WeekDay, string>

const weekDays = Object.keys(weekDayNames) as WeekDay[]

/** The first day of the week where the browser's language is spoken; undefined if the browser does not know. */
export function localWeekStart(): WeekDay | undefined {
  const locale: Intl.Locale & { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(
    navigator.language,
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
