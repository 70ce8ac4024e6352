import { z } from 'zod'
import { calendarJobStates } from '../calendar-job.ts'
import { calendarOptionsWire } from './calendar-options.ts'

const instant = z.string()
const count = z.int().min(0)

/** A calendar job as clients see it; times are RFC 3339 in UTC. */
export const calendarJobWire = z.object({
  id: z.uuid(),
  state: z.enum(calendarJobStates),
  /** Identifies this version of the job; a watcher that reconnects with it gets only newer ones. */
  eventId: z.string(),
  attempt: count,
  /** Todos read so far, and of all; `total` and `percent` are null until known. */
  progress: z.object({
    done: count,
    total: count.nullable(),
    percent: z.number().min(0).max(100).nullable(),
  }),
  written: count.nullable(),
  skipped: z.object({ noDeadline: count, outOfRange: count, filtered: count }).nullable(),
  error: z.string().nullable(),
  /** When the job is tried again, while it is in RETRY. */
  nextAttemptAt: instant.nullable(),
  retryOf: z.uuid().nullable(),
  options: calendarOptionsWire,
  resultUrl: z.url(),
  statusUrl: z.url(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
})

export type CalendarJobWire = z.output<typeof calendarJobWire>
