import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { completeOptions } from '../../schema/resolve-options.ts'
import type { CalendarOptionsWire } from '../../schema/wire/calendar-options.ts'

/** What was asked for, without what only the server knows. */
export function toOptionsWire(options: CalendarOptions): CalendarOptionsWire {
  const {
    completedMark: _mark,
    refreshHours: _hours,
    overdueBefore: _before,
    ...chosen
  } = completeOptions(options)
  return chosen
}
