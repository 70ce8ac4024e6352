import { browserTimeZone } from './day.ts'

let keptTimeZone: string | undefined
const changes = new EventTarget()

/** The time zone of all days and times that the page shows and reads: the browser's, unless the user keeps another one. */
export const pageTimeZone = (): string => keptTimeZone ?? browserTimeZone()

/** A zone that is too new for the browser counts as the browser's. */
export function setKeptTimeZone(timeZone: string | undefined): void {
  const kept = timeZone !== undefined && isKnown(timeZone) ? timeZone : undefined
  if (kept === keptTimeZone) return
  keptTimeZone = kept
  changes.dispatchEvent(new Event('change'))
}

function isKnown(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

export function onPageTimeZone(changed: () => void): () => void {
  changes.addEventListener('change', changed)
  return () => changes.removeEventListener('change', changed)
}
