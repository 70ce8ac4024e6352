import type { PlainDate } from '../../schema/plain-date.ts'
import { dayIn, instantsOf, wallTime } from './day.ts'
import { pageTimeZone } from './page-time-zone.ts'

/** Local time to the minute: `2026-11-27T17:00`. */
export type LocalTime = string

/** How a change of the clocks affects a time of day. */
export type ClockChange = 'skipped' | 'twice'

/** The day in the page's time zone. */
export const toLocalDay = (date: Date): PlainDate => dayIn(pageTimeZone(), date)

export const toLocalTime = (date: Date): LocalTime => wallTime(pageTimeZone(), date)

/** A skipped time is moved past the change by the same distance; of a repeated time, the first is meant. */
export function readLocalTime(text: LocalTime): { date: Date; change: ClockChange | undefined } {
  const { instants, skipped } = instantsOf(text, pageTimeZone())
  const [date = skipped] = instants
  if (instants.length > 1) return { date, change: 'twice' }
  return { date, change: instants.length === 0 && !Number.isNaN(date.getTime()) ? 'skipped' : undefined }
}
