import { z } from 'zod'
import { weekDay } from '../settings.ts'

export const settingsWire = z.object({
  timeZone: z.string(),
  weekStart: weekDay,
  updatedAt: z.string().nullable(),
})
