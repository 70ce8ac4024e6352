import type { TodoChange } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { type LocalTime, readLocalTime, toLocalTime } from '../local-time.ts'

/** The state of a todo's form. */
export type TodoDraft = {
  title: string
  description: string
  /** Empty means none. */
  deadline: LocalTime
  completed: boolean
}

export type DraftedTodo = Pick<Todo, 'title' | 'description' | 'deadlineAt' | 'completed'>

export const toDraft = ({ title, description, deadlineAt, completed }: DraftedTodo): TodoDraft => ({
  title,
  description: description ?? '',
  deadline: deadlineAt === null ? '' : toLocalTime(new Date(deadlineAt)),
  completed,
})

/**
 * Only the edited fields: another tab may have changed the others, and a deadline has seconds that
 * the form does not show.
 */
export function toChange(draft: TodoDraft, before: TodoDraft): TodoChange {
  const { title, description, deadline, completed } = draft
  return {
    ...(title !== before.title && { title }),
    ...(description !== before.description && { description: description || null }),
    ...(deadline !== before.deadline && { deadlineAt: toInstant(deadline) }),
    ...(completed !== before.completed && { completed }),
  }
}

const toInstant = (deadline: LocalTime) =>
  deadline === '' ? null : readLocalTime(deadline).date.toISOString()
