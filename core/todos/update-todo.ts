import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import { toPriorityNumber } from '../../schema/priority.ts'
import type { Todo, TodoChange } from '../../schema/todo.ts'
import type { Db } from '../database/db.ts'
import { assertListOf } from '../lists/todo-lists.ts'
import type { Clock } from '../recurrence/next-occurrence.ts'
import { changeTodo } from './change-todo.ts'
import { getTodo } from './get-todo.ts'
import { todoColumns, toTodo } from './todo-row.ts'
import { lockOwner, stampChange } from './todos-changed.ts'

/**
 * An update that changes nothing leaves `updatedAt` and the revision alone.
 *
 * @throws AppError notFound, and badInput for a repetition without a deadline or an occurrence, and for an unknown list
 */
export async function updateTodo(db: Db, ownerId: OwnerId, id: number, change: TodoChange): Promise<Todo> {
  return db.transaction().execute(async tx => {
    await lockOwner(tx, ownerId)
    const before = await getTodo(tx, ownerId, id)
    const clock = before.repeat || change.repeat ? await readClock(tx, ownerId) : unused
    const after = changeTodo(before, change, clock)
    if (after === before) return before
    const { title, description, completed, deadlineAt, deadlineOn, repeat, repeatZone, completions } = after
    const { at, revision } = await stampChange(tx, ownerId)
    const update = tx
      .updateTable('todo')
      .set({
        title,
        description,
        completed,
        completed_at: completed ? (before.completedAt ?? at) : null,
        deadline_at: deadlineAt,
        deadline_on: deadlineOn,
        repeat_rule: repeat?.rule ?? null,
        repeat_from: repeat?.from ?? null,
        repeat_zone: repeatZone,
        completions: JSON.stringify(completions),
        list_id: after.listId,
        tags: after.tags,
        priority: toPriorityNumber(after.priority),
        revision: before.revision + 1,
        todos_revision: revision,
        updated_at: at,
        // Calendar programs compare whole seconds: two updates within one second must differ.
        revised_at: sql<string>`greatest(${at}::timestamptz, revised_at + interval '1 second')`,
      })
      .where('id', '=', id)
      .returning(todoColumns)
    return toTodo(await assertListOf(update.executeTakeFirstOrThrow()))
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
