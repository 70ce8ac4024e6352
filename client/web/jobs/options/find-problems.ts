import { z } from 'zod'
import { t } from '../../messages/options.ts'
import { translateServerMessage } from '../../messages/server-messages.ts'

type Range = { from?: string; to?: string }

/** The problems that the server would report, by field. */
export async function findProblems(kind: 'file' | 'feed', wanted: object): Promise<Map<string, string>> {
  // Compiling schemas needs eval, which the page's content security policy forbids. Must precede the creation of schemas.
  z.config({ jitless: true })
  const { calendarOptions } = await import('../../../../schema/calendar-options.ts')
  const { newCalendarFeed } = await import('../../../../schema/calendar-feed.ts')
  const { error } = (kind === 'file' ? calendarOptions : newCalendarFeed).safeParse(wanted)
  // Only the first problem of an option is shown.
  const problems = new Map(
    (error?.issues ?? [])
      .toReversed()
      .map(({ path, message }) => [toField(path), translateServerMessage(message)]),
  )
  // The schema compares the bounds only when everything else is right.
  const { from, to } = wanted as Range
  if (kind === 'file' && from !== undefined && to !== undefined && from >= to)
    problems.set('from', t.wrongRange)
  return problems
}

const groups = new Set<PropertyKey>(['options', 'window'])

/** The fields of a feed are in groups, and an item of a list belongs to the list. */
const toField = ([name, inner]: PropertyKey[]): string =>
  String(name !== undefined && groups.has(name) && inner !== undefined ? inner : name)
