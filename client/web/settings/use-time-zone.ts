import { useQuery } from '@tanstack/react-query'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { browserTimeZone, dayIn } from '../day.ts'
import { useNow } from '../use-now.ts'
import { useIsKept } from './kept-time-zones.ts'
import { settings } from './settings-queries.ts'

/** The time zone that decides what is today: the browser's, unless the user keeps another one in the settings. */
export function useTimeZone(): string {
  const { data } = useQuery(settings)
  const isKept = useIsKept(data?.timeZone)
  return data && isKept ? data.timeZone : browserTimeZone()
}

export function useToday(): PlainDate {
  const now = useNow()
  return dayIn(useTimeZone(), new Date(now))
}
