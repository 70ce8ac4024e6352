import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { PlainDate } from '../../schema/plain-date.ts'
import { fromPriorityNumber } from '../../schema/priority.ts'
import type { Todo } from '../../schema/todo.ts'
import type { TodoFilter } from '../../schema/todo-filter.ts'
import type { Db } from '../database/db.ts'
import { matches } from './todo-filter.ts'

/** What a calendar shows of a todo: no long texts, because there are hundreds. */
type DueTodo = Pick<
  Todo,
  'id' | 'title' | 'completed' | 'deadlineAt' | 'deadlineOn' | 'dueAt' | 'listId' | 'priority'
>

/** A day with todos: how many are due, and the first of them. */
export type TodoDay = { day: PlainDate; total: number; open: number; todos: DueTodo[] }

export type DayRange = {
  from: PlainDate
  days: number
  timeZone: string
  /** The maximum of todos to list on each day, at least 1. */
  first: number
}

/**
 * Lists the days on which todos that match a filter are due, in one statement. A time is due on its day in the time zone, a date on that date.
 * Open todos come first, then dates, then the earlier times.
 */
export async function listTodoDays(
  db: Db,
  ownerId: OwnerId,
  { from, days, timeZone, first }: DayRange,
  filter: TodoFilter,
): Promise<TodoDay[]> {
  const dates = Array.from({ length: days + 1 }, (_, n) => Temporal.PlainDate.from(from).add({ days: n }))
  // Computed here, because PostgreSQL may not know a time zone that clients do.
  const starts = dates.map(date => date.toZonedDateTime(timeZone).toInstant().toString())
  const end = dates.at(-1)?.toString()
  const { rows } = await sql<DueRow>`
    with due as (
      select id, title, completed, deadline_at, deadline_on, list_id, priority,
        coalesce(deadline_on, (${dates.map(String)}::date[])[width_bucket(deadline_at, ${starts}::timestamptz[])]) as day
      from todo
      where ${matches(ownerId, filter)}
        -- The same date ends up to 26 hours apart in two time zones. The expression is that of the index.
        and coalesce(deadline_at, 'infinity') >= ${starts[0]}::timestamptz - interval '26 hours'
        and coalesce(deadline_at, 'infinity') < ${starts.at(-1)}::timestamptz + interval '26 hours'
    ), numbered as (
      select *,
        row_number() over (partition by day order by completed, deadline_on is null, deadline_at, id) as position,
        count(*) over (partition by day) as total,
        count(*) filter (where not completed) over (partition by day) as open
      from due where day >= ${from}::date and day < ${end}::date
    )
    select * from numbered where position <= ${first}::int order by day, position`.execute(db)
  return toDays(rows)
}

type DueRow = {
  day: PlainDate
  position: number
  total: number
  open: number
  id: number
  title: string
  completed: boolean
  deadline_at: string
  deadline_on: PlainDate | null
  list_id: number
  priority: number
}

function toDays(rows: readonly DueRow[]): TodoDay[] {
  const days: TodoDay[] = []
  for (const row of rows) {
    const { day, total, open, position } = row
    if (position === 1) days.push({ day, total, open, todos: [] })
    days.at(-1)?.todos.push(toDueTodo(row))
  }
  return days
}

const toDueTodo = (row: DueRow): DueTodo => ({
  id: row.id,
  title: row.title,
  completed: row.completed,
  deadlineAt: row.deadline_on === null ? row.deadline_at : null,
  deadlineOn: row.deadline_on,
  dueAt: row.deadline_at,
  listId: row.list_id,
  priority: fromPriorityNumber(row.priority),
})
