import { sql } from 'kysely'
import { DatabaseError } from 'pg'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { lockOwner } from './todos-changed.ts'

/*
 * The owner's row has the number of todos, which moves with the revision: no writer counts. It can be wrong after a write
 * without it, by a server of the release before or by hand, so it is compared with the todos before one is refused.
 */

const countEvery = sql`interval '1 minute'`

export const tooManyTodos = (maxTodos: number): AppError =>
  new AppError('conflict', `There are already ${maxTodos} todos, the maximum: delete some first`)

/**
 * The number of todos that an owner may still create, 0 as `maxTodos` for no limit. Counts the todos when there seem to be fewer
 * than `wanted`, at most once a minute.
 *
 * @param tx a transaction that has locked the owner. It records the count, so it must be committed even without room.
 */
export async function countTodoRoom(
  tx: Db,
  ownerId: OwnerId,
  { maxTodos, wanted }: { maxTodos: number; wanted: number },
): Promise<number> {
  if (maxTodos === 0) return Infinity
  const { todo_count: known } = await tx
    .selectFrom('owner')
    .select('todo_count')
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow()
  if (maxTodos - known >= wanted) return maxTodos - known
  const { rows } = await sql<{ todo_count: number }>`
    update owner set todos_counted_at = now(),
      todo_count = (select count(*) from todo where owner_id = ${ownerId})
    where id = ${ownerId} and todos_counted_at < now() - ${countEvery}
    returning todo_count`.execute(tx)
  return Math.max(0, maxTodos - (rows[0]?.todo_count ?? known))
}

/**
 * Writes with a `maxTodos` of `nextRevision`. If there seem to be too many todos, they are counted before the write is refused.
 *
 * @throws AppError conflict
 */
export async function keepTodoLimit<T>(
  db: Db,
  ownerId: OwnerId,
  maxTodos: number,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isBeyondLimit(error)) throw error
  }
  const room = await db.transaction().execute(async tx => {
    await lockOwner(tx, ownerId)
    return countTodoRoom(tx, ownerId, { maxTodos, wanted: 1 })
  })
  if (room < 1) throw tooManyTodos(maxTodos)
  return write().catch((error: unknown) => {
    throw isBeyondLimit(error) ? tooManyTodos(maxTodos) : error
  })
}

/** What the database raises in `next_todos_revision`. */
const isBeyondLimit = (error: unknown) => error instanceof DatabaseError && error.constraint === 'todo_limit'
