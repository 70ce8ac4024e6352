import { useSyncExternalStore } from 'react'
import { browserTimeZone } from '../day.ts'

/** That a user keeps the time zone of the settings is remembered for it and the browser's. */
const toStorageKey = (timeZone: string) => `taskoverflow-keeps-${timeZone}-in-${browserTimeZone()}`

const changes = new EventTarget()

export function keepTimeZone(timeZone: string): void {
  localStorage.setItem(toStorageKey(timeZone), 'yes')
  changes.dispatchEvent(new Event('change'))
}

function listen(changed: () => void) {
  changes.addEventListener('change', changed)
  return () => changes.removeEventListener('change', changed)
}

/** Whether the user keeps the time zone of the settings in this browser. */
export const useIsKept = (timeZone: string | undefined): boolean =>
  useSyncExternalStore(
    listen,
    () => timeZone !== undefined && localStorage.getItem(toStorageKey(timeZone)) !== null,
  )
