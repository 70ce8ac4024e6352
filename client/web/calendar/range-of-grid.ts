import type { DeadlineRange } from '../todos/cached-todos.ts'
import { firstDayOfWeek } from './first-day-of-week.ts'
import { gridOf, type Month } from './month.ts'

const firstYear = 1900
const lastYear = 4500

/** The deadlines in the grid of a month, unbounded where the grid exceeds the supported years. */
export function rangeOfGrid(month: Month): DeadlineRange {
  const { from, to } = gridOf(month, firstDayOfWeek())
  return {
    from: from.getUTCFullYear() < firstYear ? undefined : from.toISOString(),
    to: to.getUTCFullYear() > lastYear ? undefined : to.toISOString(),
  }
}
