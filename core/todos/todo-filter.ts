import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import { foldText } from '../../schema/fold-text.ts'
import { toPriorityNumber } from '../../schema/priority.ts'
import type { TodoFilter } from '../../schema/todo-filter.ts'
import type { TodoScope } from '../../schema/todo-scope.ts'
import { matchWords } from './search.ts'

/** The expression of the index `todo_by_deadline`. */
const dueAt = sql`coalesce(deadline_at, 'infinity')`

export const isOverdue = sql<SqlBool>`(not completed and deadline_at < now())`

/**
 * An instant is due at its time, and its days have 24 hours. A date is due from the beginning of its day, and its days are
 * those of the calendar, with 23 or 25 hours when the clocks change. The first condition is the one for the index.
 */
function isWithin(ownerId: OwnerId, days: number): RawBuilder<SqlBool>[] {
  const end = sql`(now() + make_interval(days => ${days}::int))`
  const zone = sql`(select time_zone from owner where id = ${ownerId})`
  const endOfLastDay = sql`end_of_day((now() at time zone ${zone})::date + ${days}::int, ${zone})`
  return [
    sql`${dueAt} <= greatest(${end}, ${endOfLastDay})`,
    sql`${dueAt} <= case when deadline_on is null then ${end} else ${endOfLastDay} end`,
  ]
}

/** What a todo is, rather than when it is due. `createScopeMatcher` says the same of a todo in memory. */
function* inScope(scope: TodoScope): Generator<RawBuilder<SqlBool>> {
  const { list, withoutList, tag, withoutTag, priority, hasDeadline, search } = scope
  if (list) yield sql`list_id = any(${list}::bigint[])`
  if (withoutList) yield sql`list_id <> all(${withoutList}::bigint[])`
  if (tag) yield sql`(tags <> '{}' and ${foldedTags} @> ${tag.map(foldText)}::text[])`
  if (withoutTag) yield sql`(tags = '{}' or not ${foldedTags} && ${withoutTag.map(foldText)}::text[])`
  if (priority) yield sql`priority = any(${priority.map(toPriorityNumber)}::smallint[])`
  if (hasDeadline !== undefined) yield sql`(deadline_at is not null) = ${hasDeadline}`
  if (search !== undefined) yield* matchWords(search)
}

const foldedTags = sql`(select array_agg(fold_text(tag)) from unnest(tags) as tag)`

/** The condition for the owner's todos that match the filter. */
export function matches(ownerId: OwnerId, filter: TodoFilter): RawBuilder<SqlBool> {
  const { completed, windowDays, from, to, overdue } = filter
  const conditions = [sql<SqlBool>`owner_id = ${ownerId}`]
  if (completed !== undefined) conditions.push(sql`completed = ${completed}`)
  if (windowDays !== undefined) conditions.push(...isWithin(ownerId, windowDays))
  if (from !== undefined) conditions.push(sql`deadline_at is not null`, sql`${dueAt} >= ${from}::timestamptz`)
  if (to !== undefined) conditions.push(sql`${dueAt} < ${to}::timestamptz`)
  if (overdue === true) conditions.push(sql`not completed`, sql`${dueAt} < now()`)
  if (overdue === false) conditions.push(sql`${isOverdue} is not true`)
  conditions.push(...inScope(filter))
  return sql`${sql.join(conditions, sql` and `)}`
}
