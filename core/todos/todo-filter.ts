import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { TodoFilter } from '../../schema/todo-list.ts'

/** The expression of the index `todo_by_deadline`. */
const dueAt = sql`coalesce(deadline_at, 'infinity')`

/** Uses an ICU collation: ignoring case must not depend on the locale of the database. */
const contains = (column: string, search: string) =>
  // After `***=` every character is literal. ILIKE takes three times as long.
  sql<SqlBool>`${sql.ref(column)} collate "und-x-icu" ~* ${`***=${search}`}`

export const isOverdue = sql<SqlBool>`(not completed and deadline_at < now())`

/** An instant counts from its time, a date from the beginning of its day. The first condition is the one for the index. */
function isWithin(ownerId: OwnerId, days: number): RawBuilder<SqlBool>[] {
  const end = sql`(now() + make_interval(days => ${days}::int))`
  const zone = sql`(select time_zone from owner where id = ${ownerId})`
  return [
    sql`${dueAt} <= end_of_day((${end} at time zone ${zone})::date, ${zone})`,
    sql`(deadline_on is not null or ${dueAt} <= ${end})`,
  ]
}

/** The condition for the owner's todos that match the filter. */
export function matches(ownerId: OwnerId, filter: TodoFilter): RawBuilder<SqlBool> {
  const { completed, windowDays, from, to, overdue, search } = filter
  const conditions = [sql<SqlBool>`owner_id = ${ownerId}`]
  if (completed !== undefined) conditions.push(sql`completed = ${completed}`)
  if (windowDays !== undefined) conditions.push(...isWithin(ownerId, windowDays))
  if (from !== undefined) conditions.push(sql`deadline_at is not null`, sql`${dueAt} >= ${from}::timestamptz`)
  if (to !== undefined) conditions.push(sql`${dueAt} < ${to}::timestamptz`)
  if (overdue === true) conditions.push(sql`not completed`, sql`${dueAt} < now()`)
  if (overdue === false) conditions.push(sql`${isOverdue} is not true`)
  if (search) conditions.push(sql`(${contains('title', search)} or ${contains('description', search)})`)
  return sql`${sql.join(conditions, sql` and `)}`
}
