import type { FeedOptions, FeedWindow } from '../../schema/calendar-feed.ts'
import { type CalendarOptions, calendarOptions } from '../../schema/calendar-options.ts'
import { generatorVersion } from '../../schema/generator-version.ts'

type Settings = {
  /** Of the settings. */
  version: number
  name: string
  options: FeedOptions
  window: FeedWindow | null
}

/**
 * What a feed's file depends on besides the todos: the generator, its settings and, where they count from today, the
 * day.
 */
export type FileKey = { id: string; today: Temporal.PlainDate | undefined }

const refreshHours = 1

export function currentFileKey({ version, options, window }: Settings): FileKey {
  const id = `${generatorVersion}-${version}`
  if (!window && options.overdue !== 'drop') return { id, today: undefined }
  const today = Temporal.Now.plainDateISO(options.timeZone)
  return { id: `${id}-${today.toString()}`, today }
}

/**
 * What a job is to make, with days as points in time. What is due today is not yet overdue: the file is to stay the same
 * all day.
 */
export function toJobOptions({ name, options, window }: Settings, { today }: FileKey): CalendarOptions {
  const startOf = (days: number) =>
    today?.add({ days }).toZonedDateTime(options.timeZone).toInstant().toString()
  const { daysBack, daysAhead } = window ?? { daysBack: null, daysAhead: null }
  const parsed = calendarOptions.parse({
    name,
    ...options,
    ...(daysBack !== null && { from: startOf(-daysBack) }),
    ...(daysAhead !== null && { to: startOf(daysAhead + 1) }),
  })
  return { ...parsed, refreshHours, ...(options.overdue === 'drop' && { overdueBefore: startOf(0) }) }
}
