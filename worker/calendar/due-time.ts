import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { createDayEndReader, previousDate } from './basic-time.ts'
import type { CalendarTodo } from './calendar-todo.ts'

/**
 * Returns a function that finds when a todo is due, in milliseconds: at its deadline, or at the end of a date in the time
 * zone of the options. Undefined without a deadline.
 */
export function createDueReader({
  timeZone,
}: Pick<CalendarOptions, 'timeZone'>): (todo: CalendarTodo) => number | undefined {
  const toDayEnd = createDayEndReader(timeZone)
  return ({ deadlineAt, deadlineOn }) => (deadlineOn ? toDayEnd(deadlineOn) : deadlineAt?.getTime())
}

/** The day that shows overdue todos. */
export type OverdueDay = { date: Date; startMs: number; endMs: number }

/** Returns a function that finds today for an open todo that was due before it, if the options show such todos today. */
export function createOverdueFinder(
  options: CalendarOptions,
): (todo: CalendarTodo) => OverdueDay | undefined {
  if (options.overdue !== 'today' || options.today === undefined) return () => undefined
  const date = new Date(options.today)
  const toDayEnd = createDayEndReader(options.timeZone)
  const day = { date, startMs: toDayEnd(previousDate(date)) + 1, endMs: toDayEnd(date) }
  const toDue = createDueReader(options)
  return todo => {
    const dueMs = todo.completed ? undefined : toDue(todo)
    return dueMs !== undefined && dueMs < day.startMs ? day : undefined
  }
}
