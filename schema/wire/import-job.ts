import { z } from 'zod'
import { calendarJobStates } from '../calendar-job.ts'
import { importOptions, importOutcomes } from '../import-job.ts'

const instant = z.string()
const count = z.int().min(0)

/** An import as clients see it; times are RFC 3339 in UTC. */
export const importJobWire = z.object({
  id: z.uuid(),
  state: z.enum(calendarJobStates),
  /** Identifies this version of the job; a watcher that reconnects with it gets only newer ones. */
  eventId: z.string(),
  attempt: count,
  /** In bytes of the file. */
  progress: z.object({
    done: count,
    total: count.nullable(),
    percent: z.number().min(0).max(100).nullable(),
  }),
  /** Entries of the file so far, by what happened to them; `noted` are those that are not skipped but have notes. */
  counts: z.object({ created: count, changed: count, unchanged: count, skipped: count, noted: count }),
  error: z.string().nullable(),
  options: importOptions,
  statusUrl: z.url(),
  reportUrl: z.url(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
})

export type ImportJobWire = z.output<typeof importJobWire>

export const importReportEntryWire = z.object({
  line: count,
  outcome: z.enum(importOutcomes),
  title: z.string().nullable(),
  uid: z.string().nullable(),
  notes: z.array(z.string()),
})
