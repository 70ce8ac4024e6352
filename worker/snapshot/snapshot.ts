import type { CalendarTodo } from '../calendar/calendar-todo.ts'

/** The todos of an owner as they were at one moment, newest first. */
export type Snapshot<Todos = CalendarTodo[] | AsyncIterable<CalendarTodo[]>> = {
  todosRevision: number
  total: number
  todos: Todos
}

type TodoRow = [
  id: number,
  uid: string,
  title: string,
  description: string | null,
  completed: boolean,
  completedMs: number | null,
  deadlineMs: number | null,
  revision: number,
  createdMs: number,
  revisedMs: number,
]

// Times as numbers: reading a hundred thousand timestamps as text takes longer than writing their events. Not by
// `extract`, whose numerics cost PostgreSQL four times as much; of microseconds, doubles would round some years up.
const toMs = (column: string) => `date_part('epoch', date_trunc('milliseconds', ${column})) * 1000`

/** A `TodoRow` as one text: pg takes longer for ten values than `JSON.parse`. */
export const todoJson = `json_build_array(
  id, uid, title, description, completed, ${toMs('completed_at')}, ${toMs('deadline_at')}, revision, ${toMs('created_at')},
  ${toMs('revised_at')}
)::text`
export const newestFirst = 'order by created_at desc, id desc'

/** @param texts of `todoJson` */
export const toCalendarTodos = (texts: string[]): CalendarTodo[] =>
  (JSON.parse(`[${texts.join()}]`) as TodoRow[]).map(toCalendarTodo)

// A double is up to a hundredth of a millisecond beside the whole one that it stands for, in the year 4500.
const toDate = (ms: number) => new Date(Math.round(ms))

const toCalendarTodo = ([
  id,
  uid,
  title,
  description,
  completed,
  completedMs,
  deadlineMs,
  revision,
  createdMs,
  revisedMs,
]: TodoRow): CalendarTodo => ({
  id,
  uid,
  title,
  description,
  completed,
  completedAt: completedMs === null ? null : toDate(completedMs),
  deadlineAt: deadlineMs === null ? null : toDate(deadlineMs),
  revision,
  createdAt: toDate(createdMs),
  revisedAt: toDate(revisedMs),
})
