import type { OwnerId } from '../../schema/owner.ts'
import type { NewTodo, Todo } from '../../schema/todo.ts'
import type { Db } from '../database/db.ts'
import { todoColumns, toTodo } from './todo-row.ts'
import { revisionMove } from './todos-changed.ts'

/** One statement: with one round trip each, locking the owner, writing and committing would take four times as long. */
export async function createTodo(db: Db, ownerId: OwnerId, todo: NewTodo): Promise<Todo> {
  const { title, description = null, completed = false, deadlineAt = null } = todo
  const row = await db
    // Once for the statement: todos are created in the order of the revisions that they make.
    .with(
      cte => cte('changed').materialized(),
      cte => cte.selectNoFrom(revisionMove(ownerId).as('at')),
    )
    .insertInto('todo')
    .columns([
      'owner_id',
      'title',
      'description',
      'completed',
      'completed_at',
      'deadline_at',
      'created_at',
      'updated_at',
      'revised_at',
    ])
    .expression(insertion =>
      insertion
        .selectFrom('changed')
        .select(eb => [
          eb.val(ownerId).as('owner_id'),
          eb.cast<string>(eb.val(title), 'text').as('title'),
          eb.cast<string | null>(eb.val(description), 'text').as('description'),
          eb.cast<boolean>(eb.val(completed), 'boolean').as('completed'),
          (completed ? eb.ref('changed.at') : eb.cast<string | null>(eb.val(null), 'timestamptz')).as(
            'completed_at',
          ),
          eb.cast<string | null>(eb.val(deadlineAt), 'timestamptz').as('deadline_at'),
          'changed.at as created_at',
          'changed.at as updated_at',
          'changed.at as revised_at',
        ]),
    )
    .returning(todoColumns)
    .executeTakeFirstOrThrow()
  return toTodo(row)
}
