import './zod-without-eval.ts'
import { calendarOptions } from '../../../../schema/calendar-options.ts'

/** The problems that the server would report, by option. */
export function findProblems(wanted: unknown): Map<string, string> {
  const { error } = calendarOptions.safeParse(wanted)
  // Only the first problem of an option is shown.
  return new Map(
    (error?.issues ?? []).toReversed().map(({ path: [name], message }) => [String(name), message]),
  )
}
