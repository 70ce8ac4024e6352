import { z } from 'zod'
import { type CalendarJob, calendarJobStates } from '../../schema/calendar-job.ts'
import { calendarOptionsWire } from '../../schema/wire/calendar-options.ts'

const count = z.int().min(0)
const instant = z.iso.datetime({ offset: true })

/** Options may have more members than this version knows: other versions may run beside it. */
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

/** The snapshot that a queue event carries; undefined when it carries none, or a malformed one. */
export const parseHint = (value: unknown): CalendarJob | undefined => snapshot.safeParse(value).data

/** The same of JSON, which may be anything too. */
export function parseHintText(text: string): CalendarJob | undefined {
  try {
    return parseHint(JSON.parse(text))
  } catch {
    return undefined
  }
}
