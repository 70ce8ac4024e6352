import type { Selectable } from 'kysely'
import { fromPriorityNumber } from '../../schema/priority.ts'
import type { Repeat } from '../../schema/repeat.ts'
import type { Tables } from '../../schema/tables.ts'
import type { Todo } from '../../schema/todo.ts'

type TodoRow = Selectable<Tables['todo']>

export const todoColumns = [
  'id',
  'uid',
  'title',
  'description',
  'completed',
  'completed_at',
  'deadline_at',
  'deadline_on',
  'repeat_rule',
  'repeat_from',
  'repeat_zone',
  'completions',
  'list_id',
  'tags',
  'priority',
  'revision',
  'created_at',
  'updated_at',
] as const satisfies (keyof TodoRow)[]

export type TodoColumns = Pick<TodoRow, (typeof todoColumns)[number]>

export const toTodo = (row: TodoColumns): Todo => ({
  id: row.id,
  uid: row.uid,
  title: row.title,
  description: row.description,
  completed: row.completed,
  completedAt: row.completed_at,
  deadlineAt: row.deadline_on === null ? row.deadline_at : null,
  deadlineOn: row.deadline_on,
  dueAt: row.deadline_at,
  repeat: toRepeat(row),
  repeatZone: row.repeat_zone,
  completions: row.completions,
  listId: row.list_id,
  tags: row.tags,
  priority: fromPriorityNumber(row.priority),
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

const toRepeat = ({ repeat_rule: rule, repeat_from: from }: TodoColumns): Repeat | null =>
  rule === null || from === null ? null : { rule, from }
