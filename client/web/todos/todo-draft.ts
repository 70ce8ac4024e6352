import { distinctTexts } from '../../../schema/fold-text.ts'
import type { Priority } from '../../../schema/priority.ts'
import type { TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { readLocalTime, toLocalTime } from '../local-time.ts'
import { hasSessionState } from '../use-session-state.ts'
import { readRepeat, type RepeatDraft, toRepeat } from './repeat-draft.ts'
import { atInstant, noDeadline, onDate, type TodoDeadline } from './todo-deadline.ts'

/** A deadline as typed; empty means none. Without a date the time means nothing, and a date needs no time. */
export type DeadlineDraft = { date: string; time: string }

/** The list, as its id, and what else sorts a todo in. `newTag` is the tag that is being typed. */
export type LabelsDraft = { list: string; tags: string[]; newTag: string; priority: Priority }

/** The state of a todo's form. */
export type TodoDraft = DeadlineDraft &
  RepeatDraft &
  LabelsDraft & { title: string; description: string; completed: boolean }

/**
 * The edited fields as typed, and the same fields of the todo when they were edited first. The other fields of its form follow the
 * todo.
 */
export type Edits = { typed: Partial<TodoDraft>; before: Partial<TodoDraft> }

export const noEdits: Edits = { typed: {}, before: {} }

export type DraftedTodo = Pick<
  Todo,
  'title' | 'description' | 'completed' | 'repeat' | 'listId' | 'tags' | 'priority'
> &
  TodoDeadline

/** A new todo, before anything is typed. */
export const emptyTodo: DraftedTodo = {
  title: '',
  description: null,
  completed: false,
  repeat: null,
  // The inbox.
  listId: 0,
  tags: [],
  priority: 'none',
  ...noDeadline,
}

/** The key under which unsaved input is kept. */
export const draftKeyOf = ({ id }: Pick<Todo, 'id'>): string => `todo-edits-${id}`

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
    newTag: '',
    priority,
    ...readRepeat(repeat, typedDeadline.date),
  }
}

/** Adds the tags of a text, separated by commas, unless they are there. */
export function addTags(tags: string[], typed: string): string[] {
  const added = typed.split(',').map(tag => tag.trim().replace(/^#/, '').trim())
  return distinctTexts([...tags, ...added.filter(tag => tag !== '')])
}

function toDeadlineDraft({ deadlineAt, deadlineOn }: TodoDeadline): DeadlineDraft {
  if (deadlineAt === null) return { date: deadlineOn ?? '', time: '' }
  const [date = '', time = ''] = toLocalTime(new Date(deadlineAt)).split('T')
  return { date, time }
}

/** @param now the todo that was edited */
export const withEdit = (edits: Edits, change: Partial<TodoDraft>, now: TodoDraft): Edits => ({
  typed: { ...edits.typed, ...change },
  before: { ...pick(now, change), ...edits.before },
})

/** What was typed after a draft had been sent, if anything. */
export const editsSince = (sent: TodoDraft, edits: Edits | undefined): Edits | undefined =>
  !edits || isSame(pick(sent, edits.typed), edits.typed)
    ? undefined
    : { typed: edits.typed, before: pick(sent, edits.typed) }

const pick = (draft: TodoDraft, fields: Partial<TodoDraft>): Partial<TodoDraft> =>
  Object.fromEntries(Object.keys(fields).map(field => [field, draft[field as keyof TodoDraft]]))

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const compared = [
  'title',
  'description',
  'date',
  'time',
  'repeats',
  'list',
  'tags',
  'priority',
  'completed',
] as const
export type ConflictingField = (typeof compared)[number]

/** The edited fields that were changed elsewhere in the meantime, and otherwise than here. */
export function findConflicts({ typed, before }: Edits, now: TodoDraft): ConflictingField[] {
  const draft = { ...now, ...typed }
  return compared.filter(field => {
    if (before[field] === undefined) return false
    // The choice depends on the deadline too.
    if (field === 'repeats')
      return !isSame(repeatFieldsOf({ ...now, ...before }), repeatFieldsOf(now)) && !isSameRepeat(draft, now)
    return !isSame(before[field], now[field]) && !isSame(draft[field], now[field])
  })
}

const repeatFieldsOf = ({ customRule, fromCompletion }: RepeatDraft) => [customRule, fromCompletion]

/**
 * Only the fields that differ: another tab may have changed the others, and a deadline has seconds that the form does not
 * show.
 */
export function toChange(draft: TodoDraft, before: TodoDraft): TodoChangeInput {
  const { title, description, completed, list, priority } = draft
  const tags = addTags(draft.tags, draft.newTag)
  const isSameDeadline = draft.date === before.date && (draft.date === '' || draft.time === before.time)
  return {
    ...(title !== before.title && { title }),
    ...(description !== before.description && { description: description || null }),
    ...(!isSameDeadline && toDeadline(draft)),
    ...(!isSameRepeat(draft, before) && { repeat: toRepeat(draft, draft.date) }),
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

function isSameRepeat(draft: TodoDraft, before: TodoDraft): boolean {
  const [repeat, repeatBefore] = [toRepeat(draft, draft.date), toRepeat(before, before.date)]
  return repeat?.rule === repeatBefore?.rule && repeat?.from === repeatBefore?.from
}
