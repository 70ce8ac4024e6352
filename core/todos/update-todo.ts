import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { Todo, TodoChange } from '../../schema/todo.ts'
import type { Db } from '../database/db.ts'
import type { Clock } from '../recurrence/next-occurrence.ts'
import { changeTodo } from './change-todo.ts'
import { getTodo } from './get-todo.ts'
import { todoColumns, toTodo } from './todo-row.ts'
import { lockOwner, markTodosChanged } from './todos-changed.ts'

/**
 * An update that changes nothing leaves `updatedAt` and the revision alone.
 *
 * @throws AppError notFound, and badInput for a repetition without a deadline or an occurrence
 */
export async function updateTodo(db: Db, ownerId: OwnerId, id: number, change: TodoChange): Promise<Todo> {
  return db.transaction().execute(async tx => {
    await lockOwner(tx, ownerId)
    const before = await getTodo(tx, ownerId, id)
    const clock = before.repeat || change.repeat ? await readClock(tx, ownerId) : unused
    const after = changeTodo(before, change, clock)
    if (after === before) return before
    const { title, description, completed, deadlineAt, deadlineOn, repeat, repeatZone, completions } = after
    const row = await tx
      .updateTable('todo')
      .set({
        title,
        description,
        completed,
        completed_at: completed ? (before.completedAt ?? sql<string>`clock_timestamp()`) : null,
        deadline_at: deadlineAt,
        deadline_on: deadlineOn,
        repeat_rule: repeat?.rule ?? null,
        repeat_from: repeat?.from ?? null,
        repeat_zone: repeatZone,
        completions: JSON.stringify(completions),
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

/** The clock of the database, which all servers share, read after the owner is locked. */
const readClock = (tx: Db, ownerId: OwnerId): Promise<Clock> =>
  tx
    .selectFrom('owner')
    .select(['time_zone as timeZone', sql<string>`clock_timestamp()`.as('now')])
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow()

/** For todos that do not repeat. */
const unused: Clock = { now: '1970-01-01T00:00:00Z', timeZone: 'UTC' }
