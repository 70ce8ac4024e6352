import { z } from 'zod'
import { type CalendarJob, calendarJobStates } from '../../schema/calendar-job.ts'
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
  retryOf: z.uuid().nullable(),
  options,
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
}) satisfies z.ZodType<CalendarJob>

/** @returns undefined for anything but a well-formed snapshot */
export const parseHint = (value: unknown): CalendarJob | undefined => snapshot.safeParse(value).data

/** @returns undefined for malformed JSON, too */
export function parseHintText(text: string): CalendarJob | undefined {
  try {
    return parseHint(JSON.parse(text))
  } catch {
    return undefined
  }
}
