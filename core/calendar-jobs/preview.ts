import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import type { CalendarPreview } from '../../schema/calendar-preview.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'
import { matches } from '../todos/todo-filter.ts'

/**
 * Counts what a calendar would contain, without making it. Says the same as `createSkipReason` of the worker.
 *
 * @param options resolved: see `resolveOptions`
 */
export async function previewCalendar(
  db: Db,
  ownerId: OwnerId,
  options: CalendarOptions,
): Promise<CalendarPreview> {
  const { component } = options
  const isIn = sql`reason is null`
  const isEvent = component === 'vtodo' ? sql`false` : sql`due_at is not null`
  const { rows } = await sql<Record<'todos' | 'events' | 'tasks' | keyof CalendarPreview['skipped'], number>>`
    with due as (
      select completed, date_trunc('milliseconds',
        case when deadline_on is null then deadline_at else end_of_day(deadline_on, ${options.timeZone}) end) as due_at
      from todo where ${matches(ownerId, toScope(options))}
    ), judged as (
      select due_at, case ${skipReasons(options)} end as reason from due
    )
    select count(*)::int as todos,
      count(*) filter (where ${isIn} and ${isEvent})::int as events,
      count(*) filter (where ${isIn} and ${component !== 'vevent'})::int as tasks,
      count(*) filter (where reason = 'noDeadline')::int as "noDeadline",
      count(*) filter (where reason = 'outOfRange')::int as "outOfRange",
      count(*) filter (where reason = 'filtered')::int as filtered
    from judged`.execute(db)
  const { todos = 0, events = 0, tasks = 0, noDeadline = 0, outOfRange = 0, filtered = 0 } = rows[0] ?? {}
  return { todos, events, tasks, skipped: { noDeadline, outOfRange, filtered } }
}

const toScope = ({ list, withoutList, tag, withoutTag, priority, hasDeadline, search }: CalendarOptions) => ({
  list,
  withoutList,
  tag,
  withoutTag,
  priority,
  hasDeadline,
  search,
})

function skipReasons(options: CalendarOptions): RawBuilder<unknown> {
  const { component, completed, overdue, from, to, overdueBefore } = options
  const isRanged = from !== undefined || to !== undefined
  const reasons = [when(sql`false`, '')]
  if (component === 'vevent' || isRanged) reasons.push(when(sql`due_at is null`, 'noDeadline'))
  if (completed !== 'include') reasons.push(when(sql`completed <> ${completed === 'only'}`, 'filtered'))
  if (overdue === 'drop' && overdueBefore !== undefined)
    reasons.push(when(sql`not completed and due_at < ${toMs(overdueBefore)}`, 'filtered'))
  const shownAt = toShownAt(options)
  if (from !== undefined) reasons.push(when(sql`${shownAt} < ${toMs(from)}`, 'outOfRange'))
  if (to !== undefined) reasons.push(when(sql`${shownAt} >= ${toMs(to)}`, 'outOfRange'))
  return sql.join(reasons, sql` `)
}

const when = (condition: RawBuilder<SqlBool>, reason: string) =>
  sql`when ${condition} then ${sql.lit(reason)}`

const toMs = (instant: string) => sql`date_trunc('milliseconds', ${instant}::timestamptz)`

/** Overdue todos that are shown today count as due at its end. */
function toShownAt({ overdue, today, timeZone }: CalendarOptions): RawBuilder<unknown> {
  if (overdue !== 'today' || today === undefined) return sql`due_at`
  const isMoved = sql`not completed and due_at <= end_of_day(${today}::date - 1, ${timeZone})`
  return sql`case when ${isMoved} then end_of_day(${today}::date, ${timeZone}) else due_at end`
}
