import type { Repeat } from '../../../schema/repeat.ts'
import type { Priority } from '../../../schema/priority.ts'
import type { TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { readLocalTime, toLocalTime } from '../local-time.ts'
import { hasSessionState } from '../use-session-state.ts'
import { type RepeatChoice, toRepeatChoice, toRepeatRule } from './repeat-choices.ts'
import { atInstant, noDeadline, onDate, type TodoDeadline } from './todo-deadline.ts'

/** A deadline as typed; empty means none. Without a date the time means nothing, and a date needs no time. */
export type DeadlineDraft = { date: string; time: string }

/** A repetition as chosen. It means nothing without a deadline. */
export type RepeatDraft = { repeats: RepeatChoice; customRule: string; fromCompletion: boolean }

/** The list, as its id, and what else sorts a todo in. */
export type LabelsDraft = { list: string; tags: string[]; priority: Priority }

/** The state of a todo's form. */
export type TodoDraft = DeadlineDraft &
  RepeatDraft &
  LabelsDraft & { title: string; description: string; completed: boolean }

export type DraftedTodo = Pick<
  Todo,
  'title' | 'description' | 'completed' | 'repeat' | 'listId' | 'tags' | 'priority'
> &
  TodoDeadline

/** The key under which unsaved input is kept. */
export const draftKeyOf = ({ id }: Pick<Todo, 'id'>): string => `todo-${id}`

export const hasDraft = (todo: Todo): boolean => hasSessionState(draftKeyOf(todo))

export function toDraft(todo: DraftedTodo): TodoDraft {
  const { title, description, completed, repeat, listId, tags, priority } = todo
  const typedDeadline = toDeadlineDraft(todo)
  return {
    title,
    description: description ?? '',
    completed,
    ...typedDeadline,
    list: `${listId}`,
    tags,
    priority,
    repeats: toRepeatChoice(repeat, typedDeadline.date),
    customRule: repeat?.rule ?? '',
    fromCompletion: repeat?.from === 'completion',
  }
}

function toDeadlineDraft({ deadlineAt, deadlineOn }: TodoDeadline): DeadlineDraft {
  if (deadlineAt === null) return { date: deadlineOn ?? '', time: '' }
  const [date = '', time = ''] = toLocalTime(new Date(deadlineAt)).split('T')
  return { date, time }
}

/**
 * Only the edited fields: another tab may have changed the others, and a deadline has seconds that
 * the form does not show.
 */
export function toChange(draft: TodoDraft, before: TodoDraft): TodoChangeInput {
  const { title, description, completed, list, tags, priority } = draft
  const isSameDeadline = draft.date === before.date && (draft.date === '' || draft.time === before.time)
  return {
    ...(title !== before.title && { title }),
    ...(description !== before.description && { description: description || null }),
    ...(!isSameDeadline && toDeadline(draft)),
    ...(!isSameRepeat(draft, before) && { repeat: toRepeat(draft) }),
    ...(list !== before.list && { list }),
    ...(tags.join('\n') !== before.tags.join('\n') && { tags }),
    ...(priority !== before.priority && { priority }),
    ...(completed !== before.completed && { completed }),
  }
}

function toDeadline({ date, time }: DeadlineDraft): TodoDeadline {
  if (date === '') return noDeadline
  return time === '' ? onDate(date) : atInstant(readLocalTime(`${date}T${time}`).date.toISOString())
}

function toRepeat({ repeats, customRule, fromCompletion, date }: TodoDraft): Repeat | null {
  const rule = toRepeatRule(repeats, date, customRule)
  return rule === null ? null : { rule, from: fromCompletion ? 'completion' : 'deadline' }
}

function isSameRepeat(draft: TodoDraft, before: TodoDraft): boolean {
  const [repeat, repeatBefore] = [toRepeat(draft), toRepeat(before)]
  return repeat?.rule === repeatBefore?.rule && repeat?.from === repeatBefore?.from
}
