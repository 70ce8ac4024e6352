import { hash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Selectable } from 'kysely'
import { foldText } from '../../schema/fold-text.ts'
import type { ImportOptions } from '../../schema/import-job.ts'
import type { ImportedTodo } from '../../schema/imported-todo.ts'
import { toPriorityNumber } from '../../schema/priority.ts'
import type { Completion } from '../../schema/repeat.ts'
import type { Tables } from '../../schema/tables.ts'

/** What an import sets of a todo, as the columns of its row. The completion has no time when the file has none. */
export type ImportedColumns = {
  uid: string
  title: string
  description: string | null
  completed: boolean
  completed_at: string | null
  deadline_at: string | null
  deadline_on: string | null
  repeat_rule: string | null
  repeat_from: string | null
  repeat_zone: string | null
  /** Null leaves those of the todo as they are; a new one has none. */
  completions: Completion[] | null
  /** Null leaves the todo in its list; a new one goes into the inbox. */
  list_id: number | null
  tags: string[]
  priority: number
  properties: string[]
  import_hash: string
  created_at: string | null
}

type TodoRow = Selectable<Tables['todo']>

export const comparedColumns = [
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
  'properties',
  'import_hash',
] as const satisfies (keyof TodoRow)[]

export type ComparedRow = Pick<TodoRow, 'id' | (typeof comparedColumns)[number]>

export function toImportedColumns(
  todo: ImportedTodo,
  listId: number | null,
  { list: chosen, timeZone }: Pick<ImportOptions, 'list' | 'timeZone'>,
): ImportedColumns {
  return {
    uid: todo.uid,
    title: todo.title,
    description: todo.description,
    completed: todo.completed,
    completed_at: todo.completedAt,
    deadline_at: todo.deadlineAt,
    deadline_on: todo.deadlineOn,
    repeat_rule: todo.repeat?.rule ?? null,
    repeat_from: todo.repeat?.from ?? null,
    repeat_zone: todo.repeat && (todo.timeZone ?? timeZone),
    completions: todo.completions ?? null,
    list_id: listId,
    tags: todo.tags,
    priority: toPriorityNumber(todo.priority),
    properties: todo.properties,
    import_hash: hashImported(todo, chosen),
    created_at: todo.createdAt ?? null,
  }
}

/** The hash of what a todo is imported from, and of the list that was chosen for it. */
function hashImported(todo: ImportedTodo, chosenList?: string): string {
  const { source, list, earlierUid: _, ours: __, ...fields } = todo
  const chosen = chosenList === undefined ? [] : [foldText(chosenList)]
  return hash('sha256', JSON.stringify([source ?? fields, list, ...chosen]), 'hex').slice(0, 32)
}

/** Whether importing a todo leaves it as it is: it says the same, or was imported from the same before. */
export function isUnchanged(before: ComparedRow, after: ImportedColumns, todo: ImportedTodo): boolean {
  if (before.import_hash === after.import_hash) return true
  // Unreleased versions hashed without the chosen list.
  if (before.list_id === after.list_id && before.import_hash === hashImported(todo)) return true
  return comparedColumns.every(column => {
    if (column === 'import_hash') return true
    if (column === 'list_id') return after.list_id === null || after.list_id === before.list_id
    if (column === 'completions')
      return after.completions === null || isDeepStrictEqual(after.completions, before.completions)
    if (column === 'completed_at')
      return after.completed_at === null || after.completed_at === before.completed_at
    // A date has its end in this column too.
    if (column === 'deadline_at')
      return after.deadline_on !== null || after.deadline_at === before.deadline_at
    if (column === 'tags' || column === 'properties')
      return JSON.stringify(after[column]) === JSON.stringify(before[column])
    return after[column] === before[column]
  })
}
