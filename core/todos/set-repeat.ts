import type { Todo } from '../../schema/todo.ts'
import { AppError } from '../app-error.ts'
import { hasOccurrence } from '../recurrence/next-occurrence.ts'

/** A repeating todo needs a deadline, and its rule an occurrence from then on. @throws AppError badInput */
export function assertRepeats(
  { repeat, deadlineAt, deadlineOn }: Pick<Todo, 'repeat' | 'deadlineAt' | 'deadlineOn'>,
  timeZone: string,
): void {
  if (!repeat) return
  assertDeadline({ repeat, deadlineAt, deadlineOn })
  if (!hasOccurrence({ repeat, deadlineAt, deadlineOn, repeatZone: timeZone }))
    throw new AppError('badInput', 'repeat.rule: has no occurrence on or after the deadline')
}

/** @throws AppError badInput */
export function assertDeadline({
  repeat,
  deadlineAt,
  deadlineOn,
}: Pick<Todo, 'repeat' | 'deadlineAt' | 'deadlineOn'>): void {
  if (repeat && deadlineAt === null && deadlineOn === null)
    throw new AppError('badInput', 'repeat: needs a deadline')
}
