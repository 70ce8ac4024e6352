import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { Todo, TodoChange } from '../../schema/todo.ts'
import type { Db } from '../database/db.ts'
import { getTodo } from './get-todo.ts'
import { todoColumns, toTodo } from './todo-row.ts'
import { lockOwner, markTodosChanged } from './todos-changed.ts'

/** An update that changes nothing leaves `updatedAt` and the revision alone. @throws AppError notFound */
export async function updateTodo(db: Db, ownerId: OwnerId, id: number, given: TodoChange): Promise<Todo> {
  return db.transaction().execute(async tx => {
    await lockOwner(tx, ownerId)
    const before = await getTodo(tx, ownerId, id)
    const change = isMidnightOfDate(before, given)
      ? { ...given, deadlineAt: undefined, deadlineOn: undefined }
      : given
    if (!changes(before, change)) return before
    const { title, description, completed, deadlineAt, deadlineOn } = { ...before, ...defined(change) }
    const row = await tx
      .updateTable('todo')
      .set({
        title,
        description,
        completed,
        completed_at: completed ? (before.completedAt ?? sql<string>`clock_timestamp()`) : null,
        deadline_at: deadlineAt,
        deadline_on: deadlineOn,
        revision: before.revision + 1,
        updated_at: sql<string>`clock_timestamp()`,
        // Calendar programs compare whole seconds: two updates within one second must differ.
        revised_at: sql<string>`greatest(clock_timestamp(), revised_at + interval '1 second')`,
      })
      .where('id', '=', id)
      .returning(todoColumns)
      .executeTakeFirstOrThrow()
    await markTodosChanged(tx, ownerId)
    return toTodo(row)
  })
}

const fields = ['title', 'description', 'completed', 'deadlineAt', 'deadlineOn'] as const

const isMidnightOfDate = ({ deadlineOn }: Todo, { deadlineAt, keepsDate }: TodoChange) =>
  keepsDate === true && deadlineOn !== null && deadlineAt === `${deadlineOn}T00:00:00Z`

const changes = (before: Todo, change: TodoChange) =>
  fields.some(field => change[field] !== undefined && change[field] !== before[field])

const defined = (change: TodoChange) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Todo>
