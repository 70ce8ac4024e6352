import { useSyncExternalStore } from 'react'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { dayIn } from '../day.ts'
import { onPageTimeZone, pageTimeZone } from '../page-time-zone.ts'
import { useNow } from '../use-now.ts'

export const useTimeZone = (): string => useSyncExternalStore(onPageTimeZone, pageTimeZone)

export function useToday(): PlainDate {
  const now = useNow()
  return dayIn(useTimeZone(), new Date(now))
}
