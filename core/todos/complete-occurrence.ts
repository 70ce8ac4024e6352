import { maxCompletions, type Completion } from '../../schema/repeat.ts'
import type { DateOrInstant } from '../../schema/plain-date.ts'
import type { Todo, TodoChange } from '../../schema/todo.ts'
import { type Clock, type Deadline, findNextOccurrence, type Series } from '../recurrence/next-occurrence.ts'

/*
 * A repeating todo is open at its current occurrence, which is its deadline.
 *
 *   complete            the deadline moves to the next occurrence, and the completed one is recorded; the todo stays open
 *   complete the last   recorded too, and the todo is completed as any other
 *   reopen              the newest completion is taken back: its deadline, its COUNT, and its record
 *
 * Clients repeat requests, and two may complete the same occurrence. `seen`, the deadline that the client has seen, says which
 * one is meant; if it is not the one to complete or to reopen, nothing changes. Without it, a second completion soon after the
 * first changes nothing.
 */

const repeatedWithinMs = 10_000

/** @returns the todo as it is when the current occurrence is completed; the same todo when nothing changes */
export function completeOccurrence(todo: Todo, seen: DateOrInstant | undefined, clock: Clock): Todo {
  if (todo.completed) return todo
  if (!isSeries(todo)) return { ...todo, completed: true }
  if (seen === undefined ? wasJustCompleted(todo, clock) : !isAt(todo, seen)) return todo
  const next = findNextOccurrence(todo, clock)
  const { deadlineAt, deadlineOn } = todo
  const completion: Completion = {
    completedAt: clock.now,
    deadlineAt,
    deadlineOn,
    ...(next &&
      next.repeat.rule !== todo.repeat.rule && {
        rules: { before: todo.repeat.rule, after: next.repeat.rule },
      }),
  }
  const completions = [completion, ...todo.completions].slice(0, maxCompletions)
  return next ? { ...todo, ...next, completions } : { ...todo, completed: true, completions }
}

/** @returns the todo as it is when it is reopened; the same todo when nothing changes */
export function reopenOccurrence(todo: Todo, seen: DateOrInstant | undefined): Todo {
  const [newest, ...completions] = todo.completions
  const isNewest = newest !== undefined && isAt(newest, seen ?? todo.deadlineOn ?? todo.deadlineAt ?? '')
  if (todo.completed) {
    if (seen !== undefined && todo.repeat && !isAt(todo, seen)) return todo
    return { ...todo, completed: false, completions: isNewest ? completions : todo.completions }
  }
  if (seen === undefined || !isNewest) return todo
  const { deadlineAt, deadlineOn, rules } = newest
  const repeat =
    todo.repeat && rules?.after === todo.repeat.rule ? { ...todo.repeat, rule: rules.before } : todo.repeat
  return { ...todo, deadlineAt, deadlineOn, repeat, completions }
}

/**
 * The occurrence that a change without one means, when it also has a deadline: clients that send back the whole todo complete
 * the occurrence that they have read, and may do so again.
 */
export function findMeantOccurrence(
  todo: Todo,
  { deadlineAt, deadlineOn }: TodoChange,
): DateOrInstant | undefined {
  const given = deadlineOn ?? deadlineAt
  if (!given || !isSeries(todo)) return undefined
  const [newest] = todo.completions
  return isAt(todo, given) || (newest && isAt(newest, given)) ? given : undefined
}

/** Whether a change moves the todo away from the occurrence that it names. Sent again, it would move the next one. */
export const hasOtherDeadline = ({ deadlineAt, deadlineOn }: TodoChange, seen: DateOrInstant): boolean =>
  (deadlineAt !== undefined || deadlineOn !== undefined) &&
  !isAt({ deadlineAt: deadlineAt ?? null, deadlineOn: deadlineOn ?? null }, seen)

const isSeries = (todo: Todo): todo is Todo & Series =>
  todo.repeat !== null && todo.repeatZone !== null && (todo.deadlineAt ?? todo.deadlineOn) !== null

const wasJustCompleted = ({ completions: [newest] }: Todo, { now }: Clock): boolean =>
  newest !== undefined && Date.parse(now) - Date.parse(newest.completedAt) < repeatedWithinMs

/** At REST, clients that know only times get a date as its midnight, and send that back. */
const isAt = ({ deadlineAt, deadlineOn }: Deadline, seen: DateOrInstant): boolean =>
  deadlineOn === null ? deadlineAt === seen : deadlineOn === seen || `${deadlineOn}T00:00:00Z` === seen
