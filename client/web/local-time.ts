/** Local time as in `<input type="datetime-local">`: `2026-11-27T17:00`. */
export type LocalTime = string

/** How a change of the clocks affects a time of day. */
export type ClockChange = 'skipped' | 'twice'

const hourMs = 3_600_000
const pad = (value: number, digits = 2) => String(value).padStart(digits, '0')

export function toLocalTime(date: Date): LocalTime {
  const day = [pad(date.getFullYear(), 4), pad(date.getMonth() + 1), pad(date.getDate())].join('-')
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/** A skipped time is moved past the change by the same distance; of a repeated time, the first is meant. */
export function readLocalTime(text: LocalTime): { date: Date; change: ClockChange | undefined } {
  const date = new Date(text)
  if (toLocalTime(date) !== text) return { date, change: 'skipped' }
  const isTwice = toLocalTime(new Date(date.getTime() + hourMs)) === text
  return { date, change: isTwice ? 'twice' : undefined }
}

/** A deadline without a time is the end of its day. */
export const endOfDay = (date: Date): Date =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate(), 23, 59)

export const isEndOfDay = (date: Date): boolean => date.getTime() === endOfDay(date).getTime()

/** Midnight `days` later; days are not always 24 hours long. */
export const startOfDay = (date: Date, daysLater = 0): Date =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater)
