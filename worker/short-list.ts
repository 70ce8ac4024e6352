import type { Pool } from 'pg'
import { batchSpacingMs, createBatcher } from '../core/batch.ts'
import type { OwnerId } from '../schema/owner.ts'
import type { CalendarTodo } from './calendar/calendar-todo.ts'
import {
  newestFirst,
  rowsAtOnce,
  type Snapshot,
  toCalendarTodo,
  todoColumns,
  type TodoRow,
} from './snapshot.ts'

/** Most lists are short, and for those one statement is the whole snapshot. */
export type ShortList = Snapshot<CalendarTodo[]>

const mostAtOnce = 200

/**
 * Reads short lists; undefined stands for a longer one. Jobs of one owner that ask at the same time share what is read
 * for them: it begins after each of them was claimed, and nobody changes it.
 */
export const createShortListReader = (pool: Pool): ((ownerId: OwnerId) => Promise<ShortList | undefined>) =>
  createBatcher(
    async ownerIds => {
      const owners = [...new Set(ownerIds)]
      const lists = await Promise.all(owners.map(ownerId => readShortList(pool, ownerId)))
      const byOwner = new Map(owners.map((ownerId, index) => [ownerId, lists[index]]))
      return ownerIds.map(ownerId => byOwner.get(ownerId))
    },
    mostAtOnce,
    batchSpacingMs,
  )

async function readShortList(pool: Pool, ownerId: OwnerId): Promise<ShortList | undefined> {
  const { rows } = await pool.query<[todosRevision: number, ...TodoRow]>({
    name: 'short-list',
    rowMode: 'array',
    text: `
      select owner.todos_revision, todo.* from owner left join lateral (
        select ${todoColumns} from todo where owner_id = owner.id ${newestFirst} limit ${rowsAtOnce + 1}
      ) as todo on true
      where owner.id = $1`,
    values: [ownerId],
  })
  const [first] = rows
  if (!first || rows.length > rowsAtOnce) return undefined
  const [todosRevision] = first
  // An owner without todos has one row, without a todo.
  const todos = rows.filter(([, id]) => id !== null).map(([, ...row]) => toCalendarTodo(row))
  return { todosRevision, total: todos.length, todos }
}
