import type { FeedOptions, FeedWindow } from '../../schema/calendar-feed.ts'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { generatorVersion } from '../../schema/generator-version.ts'
import { completeOptions } from '../../schema/resolve-options.ts'

type Settings = {
  version: number
  name: string
  options: FeedOptions
  window: FeedWindow | null
}

/**
 * Identifies everything but the todos that a feed's file depends on: the generator's version, the feed's settings and,
 * if they are relative to today, the date.
 */
export type FileKey = { id: string; today: Temporal.PlainDate | undefined }

const refreshHours = 1

export function currentFileKey({ version, options, window }: Settings): FileKey {
  const id = `${generatorVersion}-${version}`
  if (!window && options.overdue === 'keep') return { id, today: undefined }
  const today = Temporal.Now.plainDateISO(options.timeZone)
  return { id: `${id}-${today.toString()}`, today }
}

/**
 * Converts a feed's settings to a job's options, with days as instants. Todos due today are not overdue yet, so that the
 * file stays the same all day.
 */
export function toJobOptions({ name, options, window }: Settings, { today }: FileKey): CalendarOptions {
  const startOf = (days: number) =>
    today?.add({ days }).toZonedDateTime(options.timeZone).toInstant().toString()
  const { daysBack, daysAhead } = window ?? { daysBack: null, daysAhead: null }
  return {
    ...completeOptions({ completedMark: true, name, ...options }),
    refreshHours,
    ...(daysBack !== null && { from: startOf(-daysBack) }),
    ...(daysAhead !== null && { to: startOf(daysAhead + 1) }),
    ...(options.overdue === 'drop' && { overdueBefore: startOf(0) }),
    ...(options.overdue === 'today' && { today: today?.toString() }),
  }
}
