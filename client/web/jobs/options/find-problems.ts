import { z } from 'zod'

/** The problems that the server would report, by option. */
export async function findProblems(wanted: unknown): Promise<Map<string, string>> {
  // Compiling schemas needs eval, which the page's content security policy forbids. Must precede the creation of schemas.
  z.config({ jitless: true })
  const { calendarOptions } = await import('../../../../schema/calendar-options.ts')
  const { error } = calendarOptions.safeParse(wanted)
  // Only the first problem of an option is shown.
  return new Map(
    (error?.issues ?? []).toReversed().map(({ path: [name], message }) => [String(name), message]),
  )
}
