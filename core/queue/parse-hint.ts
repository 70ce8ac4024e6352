import { z } from 'zod'
import { type CalendarJob, calendarJobStates } from '../../schema/calendar-job.ts'
import { importOptions, type ImportJob, type AnyJob } from '../../schema/import-job.ts'
import { calendarOptionsWire } from '../../schema/wire/calendar-options.ts'

const count = z.int().min(0)
const instant = z.iso.datetime({ offset: true })

/** Loose, because another version that runs at the same time can add options. */
const options = z.looseObject({ ...calendarOptionsWire.shape, completedMark: z.boolean() })

const snapshot = z.object({
  id: z.uuid(),
  state: z.enum(calendarJobStates),
  version: count,
  attempt: count,
  progress: z.object({ done: count, total: count.nullable() }),
  written: count.nullable(),
  skipped: z.object({ noDeadline: count, outOfRange: count, filtered: count }).nullable(),
  error: z.string().nullable(),
  /** Missing in snapshots of earlier releases. */
  nextAttemptAt: instant.nullable().default(null),
  retryOf: z.uuid().nullable(),
  options,
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
}) satisfies z.ZodType<CalendarJob>

const importSnapshot = z.object({
  ...snapshot.pick({
    id: true,
    state: true,
    version: true,
    attempt: true,
    progress: true,
    error: true,
    createdAt: true,
    startedAt: true,
    finishedAt: true,
  }).shape,
  kind: z.literal('import'),
  options: z.looseObject({ ...importOptions.shape, timeZone: z.string() }),
  counts: z.object({ created: count, changed: count, unchanged: count, skipped: count, noted: count }),
}) satisfies z.ZodType<ImportJob>

/** @returns undefined for anything but a well-formed snapshot */
export const parseHint = (value: unknown): AnyJob | undefined =>
  snapshot.safeParse(value).data ?? importSnapshot.safeParse(value).data

/** @returns undefined for malformed JSON, too */
export function parseHintText(text: string): AnyJob | undefined {
  try {
    return parseHint(JSON.parse(text))
  } catch {
    return undefined
  }
}
