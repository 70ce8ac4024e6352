import type { TodoChange } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { readLocalTime, toLocalTime } from '../local-time.ts'
import { atInstant, noDeadline, onDate, type TodoDeadline } from './todo-deadline.ts'

/** A deadline as typed; empty means none. Without a date the time means nothing, and a date needs no time. */
export type DeadlineDraft = { date: string; time: string }

/** The state of a todo's form. */
export type TodoDraft = DeadlineDraft & { title: string; description: string; completed: boolean }

export type DraftedTodo = Pick<Todo, 'title' | 'description' | 'completed'> & TodoDeadline

export const toDraft = ({ title, description, completed, ...deadline }: DraftedTodo): TodoDraft => ({
  title,
  description: description ?? '',
  completed,
  ...toDeadlineDraft(deadline),
})

function toDeadlineDraft({ deadlineAt, deadlineOn }: TodoDeadline): DeadlineDraft {
  if (deadlineAt === null) return { date: deadlineOn ?? '', time: '' }
  const [date = '', time = ''] = toLocalTime(new Date(deadlineAt)).split('T')
  return { date, time }
}

/**
 * Only the edited fields: another tab may have changed the others, and a deadline has seconds that
 * the form does not show.
 */
export function toChange(draft: TodoDraft, before: TodoDraft): TodoChange {
  const { title, description, completed } = draft
  const isSameDeadline = draft.date === before.date && (draft.date === '' || draft.time === before.time)
  return {
    ...(title !== before.title && { title }),
    ...(description !== before.description && { description: description || null }),
    ...(!isSameDeadline && toDeadline(draft)),
    ...(completed !== before.completed && { completed }),
  }
}

function toDeadline({ date, time }: DeadlineDraft): TodoDeadline {
  if (date === '') return noDeadline
  return time === '' ? onDate(date) : atInstant(readLocalTime(`${date}T${time}`).date.toISOString())
}
