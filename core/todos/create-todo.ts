import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import { toPriorityNumber } from '../../schema/priority.ts'
import type { NewTodo, Todo } from '../../schema/todo.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { assertListOf } from '../lists/todo-lists.ts'
import { getSettings } from '../settings/settings.ts'
import { assertRepeats } from './set-repeat.ts'
import { todoColumns, type TodoColumns, toTodo } from './todo-row.ts'
import { nextRevision } from './todos-changed.ts'

/**
 * One statement: locking the owner, inserting and committing in a round trip each would take four times as long.
 *
 * @throws AppError badInput for a repetition without a deadline or an occurrence, for one that is completed, and for an
 *   unknown list
 */
export async function createTodo(db: Db, ownerId: OwnerId, todo: NewTodo): Promise<Todo> {
  const { title, description = null, completed = false, deadlineAt = null, deadlineOn = null } = todo
  const { listId, tags = [], priority = 'none' } = todo
  const repeat = todo.repeat ?? null
  const repeatZone = repeat && (await getSettings(db, ownerId)).timeZone
  if (repeatZone !== null) assertRepeats({ repeat, deadlineAt, deadlineOn }, repeatZone)
  if (repeat && completed) throw new AppError('badInput', 'completed: a new todo that repeats is open')
  // Materialized, so that the revision moves once, before the todo is created.
  const insert = sql<TodoColumns>`
    with changed as materialized (select at, revision from ${nextRevision(sql.val(ownerId))})
    insert into todo (
      owner_id, title, description, completed, completed_at, deadline_at, deadline_on, repeat_rule, repeat_from,
      repeat_zone, list_id, tags, priority, todos_revision, created_at, updated_at, revised_at
    )
    select ${ownerId}, ${title}, ${description}, ${completed}::boolean, case when ${completed} then at end,
      ${deadlineAt}::timestamptz, ${deadlineOn}::date, ${repeat?.rule ?? null}::text,
      ${repeat?.from ?? null}::text, ${repeatZone}::text, ${listId ?? null}::bigint, ${tags}::text[],
      ${toPriorityNumber(priority)}::smallint, revision, at, at, at
    from changed
    returning ${sql.join(todoColumns.map(column => sql.ref(column)))}`
  const { rows } = await assertListOf(insert.execute(db))
  return toTodo(rows[0] as TodoColumns)
}
