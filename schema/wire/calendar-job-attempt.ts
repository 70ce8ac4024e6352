import { z } from 'zod'

const instant = z.string()

/** An attempt as clients see it; times are RFC 3339 in UTC. */
export const calendarJobAttemptWire = z.object({
  attempt: z.int().min(1),
  worker: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
  error: z.string().nullable(),
})
