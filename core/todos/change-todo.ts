import type { Todo, TodoChange } from '../../schema/todo.ts'
import type { Clock } from '../recurrence/next-occurrence.ts'
import { AppError } from '../app-error.ts'
import {
  completeOccurrence,
  findMeantOccurrence,
  hasOtherDeadline,
  reopenOccurrence,
} from './complete-occurrence.ts'
import { assertDeadline, assertRepeats } from './set-repeat.ts'

/** @returns the todo as the change makes it; the same todo when nothing changes @throws AppError badInput */
export function changeTodo(before: Todo, given: TodoChange, clock: Clock): Todo {
  const meant = given.completed === true ? findMeantOccurrence(before, given) : undefined
  const isDeadlineKept = meant !== undefined || isMidnightOfDate(before, given)
  const {
    completed,
    occurrence = meant,
    ...change
  } = isDeadlineKept ? { ...given, deadlineAt: undefined, deadlineOn: undefined } : given
  const set = setFields(before, change, clock)
  if (completed === undefined) return set
  if (set.repeat && occurrence !== undefined && hasOtherDeadline(change, occurrence))
    throw new AppError('badInput', 'occurrence: cannot be combined with a new deadline')
  return completed ? completeOccurrence(set, occurrence, clock) : reopenOccurrence(set, occurrence)
}

function setFields(before: Todo, change: TodoChange, { timeZone }: Clock): Todo {
  const { tags } = change
  const changed: (keyof Todo & keyof TodoChange)[] = fields.filter(
    field => change[field] !== undefined && change[field] !== before[field],
  )
  if (tags && JSON.stringify(tags) !== JSON.stringify(before.tags)) changed.push('tags')
  const after: Todo = { ...before, ...Object.fromEntries(changed.map(field => [field, change[field]])) }
  const { repeat } = change
  if (repeat === undefined || isSameRepeat(repeat, before.repeat)) {
    if (changed.length === 0) return before
    assertDeadline(after)
    return after
  }
  const repeating = { ...after, repeat, repeatZone: repeat && timeZone }
  assertRepeats(repeating, timeZone)
  return repeating
}

const fields = ['title', 'description', 'deadlineAt', 'deadlineOn', 'listId', 'priority'] as const

const isSameRepeat = (one: Todo['repeat'], other: Todo['repeat']) =>
  one?.rule === other?.rule && one?.from === other?.from

const isMidnightOfDate = ({ deadlineOn }: Todo, { deadlineAt, keepsDate }: TodoChange) =>
  keepsDate === true && deadlineOn !== null && deadlineAt === `${deadlineOn}T00:00:00Z`
