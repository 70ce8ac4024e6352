import type { Skipped } from '../../schema/calendar-job.ts'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { createScopeMatcher } from '../../schema/match-scope.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { createDueReader, createOverdueFinder } from './due-time.ts'

/**
 * Returns a function that finds the first reason why a todo is not in the file; undefined when it is. Deadlines are compared
 * in whole milliseconds. `previewCalendar` of core/calendar-jobs counts the same in the database, where the scope comes
 * first too.
 */
export function createSkipReason(
  options: CalendarOptions,
): (todo: CalendarTodo) => keyof Skipped | 'outOfScope' | undefined {
  const { component, completed, overdue, from, to, overdueBefore } = options
  const startMs = readMs(from, -Infinity)
  const endMs = readMs(to, Infinity)
  const overdueBeforeMs = overdue === 'drop' ? readMs(overdueBefore, -Infinity) : -Infinity
  const isRanged = from !== undefined || to !== undefined
  const isLimited = isRanged || overdueBeforeMs > -Infinity
  const needsDeadline = component === 'vevent' || isRanged
  const toDue = createDueReader(options)
  const findOverdue = createOverdueFinder(options)
  const isInScope = createScopeMatcher(options)

  return todo => {
    if (!isInScope(todo)) return 'outOfScope'
    const hasDeadline = todo.deadlineAt !== null || todo.deadlineOn !== null
    if (!hasDeadline && needsDeadline) return 'noDeadline'
    if (completed !== 'include' && todo.completed !== (completed === 'only')) return 'filtered'
    const dueMs = isLimited ? toDue(todo) : undefined
    if (dueMs === undefined) return undefined
    if (!todo.completed && dueMs < overdueBeforeMs) return 'filtered'
    const shownMs = findOverdue(todo)?.endMs ?? dueMs
    return shownMs >= startMs && shownMs < endMs ? undefined : 'outOfRange'
  }
}

const readMs = (instant: string | undefined, otherwise: number): number =>
  instant === undefined ? otherwise : Date.parse(instant)
