import type { Skipped } from '../../schema/calendar-job.ts'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { createDeadlineRange } from './deadline-range.ts'
import { printEvent, printHead, tail } from './mended-generator.ts'
import { sanitiseLine } from './sanitise.ts'
import { toEvent } from './todo-event.ts'
import { utcTimezone } from './utc-timezone.ts'

/**
 * Writes a calendar piece by piece, in flat memory: `head`, a `todo` each, `tail`; what they give, one after the other,
 * is the whole file. The same todos and options always give the same bytes.
 */
export type CalendarWriter = {
  head(): string
  /** Empty when the todo is not in the file; `skipped` then counts it once, for the first reason that holds. */
  todo(todo: CalendarTodo): string
  tail(): string
  readonly written: number
  readonly skipped: Skipped
}

export function createCalendarWriter(options: CalendarOptions): CalendarWriter {
  const isInRange = createDeadlineRange(options)
  const skipped: Skipped = { noDeadline: 0, outOfRange: 0, filtered: 0 }
  let written = 0

  function skip(reason: keyof Skipped): string {
    skipped[reason] += 1
    return ''
  }

  return {
    head: () => printHead(sanitiseLine(options.name ?? '')),
    todo(todo) {
      const { deadlineAt } = todo
      if (deadlineAt === null) return skip('noDeadline')
      if (!isWanted(todo.completed, options.completed)) return skip('filtered')
      if (!isInRange(deadlineAt)) return skip('outOfRange')
      written += 1
      return printEvent(toEvent(todo, deadlineAt, options))
    },
    tail: () => (written === 0 ? utcTimezone + tail : tail),
    get written() {
      return written
    },
    get skipped() {
      return { ...skipped }
    },
  }
}

const isWanted = (completed: boolean, wanted: CalendarOptions['completed']): boolean =>
  wanted === 'include' || completed === (wanted === 'only')
