import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { browserTimeZone } from '../day.ts'
import { settings, useUpdateSettings } from './settings-queries.ts'
import { localWeekStart } from './week-start.ts'

/** Takes the settings from the browser while nothing was set. A refused time zone leaves them as they are. */
export function useFirstVisit(): void {
  const { data } = useQuery(settings)
  const { mutate } = useUpdateSettings()
  const isFirst = data?.updatedAt === null
  useEffect(() => {
    if (isFirst) mutate({ timeZone: browserTimeZone(), weekStart: localWeekStart() })
  }, [isFirst, mutate])
}
