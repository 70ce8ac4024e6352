import './zod-without-eval.ts'
import { calendarOptions } from '../../../../schema/calendar-options.ts'

/** What the server would refuse, by the names of the options. */
export function findProblems(wanted: unknown): Map<string, string> {
  const { error } = calendarOptions.safeParse(wanted)
  // Of several problems of one option the first is said.
  return new Map(
    (error?.issues ?? []).toReversed().map(({ path: [name], message }) => [String(name), message]),
  )
}
