import { z } from 'zod'
import type { Instant } from './instant.ts'
import { timeZone } from './time-zone.ts'

export const weekDays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export const weekDay = z.enum(weekDays, `must be one of ${weekDays.join(', ')}`)
export type WeekDay = z.output<typeof weekDay>

/** Omitted fields stay unchanged. */
export const settingsChange = z.strictObject({
  timeZone: timeZone.optional(),
  weekStart: weekDay.optional(),
})

export type SettingsChange = z.output<typeof settingsChange>

export type Settings = {
  /** Decides when a day begins: what is today, and what is overdue. The default of calendars. */
  timeZone: string
  weekStart: WeekDay
  /** Null while nothing was set. */
  updatedAt: Instant | null
}
