import type { QueryClient } from '@tanstack/react-query'
import { browserTimeZone } from '../day.ts'
import { setKeptTimeZone } from '../page-time-zone.ts'
import { settings } from './settings-queries.ts'

/** That a user keeps the time zone of the settings is remembered for it and the browser's. */
const toStorageKey = (timeZone: string) => `taskoverflow-keeps-${timeZone}-in-${browserTimeZone()}`

const isKept = (timeZone: string): boolean => localStorage.getItem(toStorageKey(timeZone)) !== null

/** Keeps the time zone of the settings in this browser, which has another one. */
export function keepTimeZone(timeZone: string): void {
  localStorage.setItem(toStorageKey(timeZone), 'yes')
  setKeptTimeZone(timeZone)
}

/** Shows days and times in the time zone of the settings where it is kept, also in another tab. */
export function followSettings(queryClient: QueryClient): void {
  function apply(): void {
    const timeZone = queryClient.getQueryData(settings.queryKey)?.timeZone
    setKeptTimeZone(timeZone !== undefined && isKept(timeZone) ? timeZone : undefined)
  }
  const [key] = settings.queryKey
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryKey[0] === key) apply()
  })
  addEventListener('storage', apply)
  apply()
}
