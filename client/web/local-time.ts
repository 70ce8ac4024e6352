import type { PlainDate } from '../../schema/plain-date.ts'

/** Local time to the minute: `2026-11-27T17:00`. */
export type LocalTime = string

/** How a change of the clocks affects a time of day. */
export type ClockChange = 'skipped' | 'twice'

const hourMs = 3_600_000
const pad = (value: number, digits = 2) => String(value).padStart(digits, '0')

/** The day in the browser's time zone. */
export const toLocalDay = (date: Date): PlainDate =>
  [pad(date.getFullYear(), 4), pad(date.getMonth() + 1), pad(date.getDate())].join('-')

export const toLocalTime = (date: Date): LocalTime =>
  `${toLocalDay(date)}T${pad(date.getHours())}:${pad(date.getMinutes())}`

/** A skipped time is moved past the change by the same distance; of a repeated time, the first is meant. */
export function readLocalTime(text: LocalTime): { date: Date; change: ClockChange | undefined } {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) return { date, change: undefined }
  if (toLocalTime(date) !== text) return { date, change: 'skipped' }
  const isTwice = toLocalTime(new Date(date.getTime() + hourMs)) === text
  return { date, change: isTwice ? 'twice' : undefined }
}
