import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import { toPriorityNumber } from '../../schema/priority.ts'
import type { NewTodo, Todo } from '../../schema/todo.ts'
import { AppError } from '../app-error.ts'
import { type Db, executePrepared } from '../database/db.ts'
import { assertListOf } from '../lists/todo-lists.ts'
import { getSettings } from '../settings/settings.ts'
import { assertRepeats } from './set-repeat.ts'
import { keepTodoLimit } from './todo-limit.ts'
import { todoColumns, type TodoColumns, toTodo } from './todo-row.ts'
import { findTodoOfKey, reserveTodoKey, type TodoKey } from './todo-key.ts'
import { nextRevision } from './todos-changed.ts'

/**
 * One statement: locking the owner, inserting and committing in a round trip each would take four times as long.
 *
 * @param key if it belongs to an earlier request, its todo is returned instead
 * @throws AppError badInput for a repetition without a deadline or an occurrence, for one that is completed, and for an
 *   unknown list; conflict when the owner has `maxTodos`, 0 being no limit; and as `findTodoOfKey`
 */
export async function createTodo(
  db: Db,
  ownerId: OwnerId,
  todo: NewTodo,
  key?: TodoKey,
  maxTodos = 0,
): Promise<Todo> {
  const { title, description = null, completed = false, deadlineAt = null, deadlineOn = null } = todo
  const { listId, tags = [], priority = 'none' } = todo
  const repeat = todo.repeat ?? null
  const repeatZone = repeat && (await getSettings(db, ownerId)).timeZone
  if (repeatZone !== null) assertRepeats({ repeat, deadlineAt, deadlineOn }, repeatZone)
  if (repeat && completed) throw new AppError('badInput', 'completed: a new repeating todo must be open')
  // Materialized, so that the revision moves once, before the todo is created.
  const count = { created: 1, maxTodos }
  const changed = key
    ? sql`reserved as (${reserveTodoKey(ownerId, key)}), changed as materialized (
        select todo_id, at, revision from reserved cross join lateral ${nextRevision(sql.ref('reserved.owner_id'), count)}
      )`
    : sql`changed as materialized (select at, revision from ${nextRevision(sql.val(ownerId), count)})`
  const insert = sql<TodoColumns>`
    with ${changed}
    insert into todo (
      ${key ? sql`id, ` : sql``}owner_id, title, description, completed, completed_at, deadline_at, deadline_on, repeat_rule, repeat_from,
      repeat_zone, list_id, tags, priority, todos_revision, created_at, updated_at, revised_at
    )
    ${key ? sql`overriding system value select todo_id, ` : sql`select `}${ownerId}, ${title}, ${description}, ${completed}::boolean, case when ${completed} then at end,
      ${deadlineAt}::timestamptz, ${deadlineOn}::date, ${repeat?.rule ?? null}::text,
      ${repeat?.from ?? null}::text, ${repeatZone}::text, ${listId ?? null}::bigint, ${tags}::text[],
      ${toPriorityNumber(priority)}::smallint, revision, at, at, at
    from changed
    returning ${sql.join(todoColumns.map(column => sql.ref(column)))}`
  const name = key ? 'create-todo-with-key' : 'create-todo'
  const write = () => assertListOf(executePrepared(db, name, insert))
  const [created] = await keepTodoLimit(db, ownerId, maxTodos, write)
  if (created) return toTodo(created)
  const earlier = key && (await findTodoOfKey(db, ownerId, key))
  if (earlier) return earlier
  throw new AppError('unavailable', 'The idempotency key is in use by another request; try again')
}
