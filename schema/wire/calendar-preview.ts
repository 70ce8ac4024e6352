import { z } from 'zod'

const count = z.int().min(0)

export const calendarPreviewWire = z.object({
  todos: count,
  events: count,
  tasks: count,
  skipped: z.object({ noDeadline: count, outOfRange: count, filtered: count }),
})
