import type { Pool } from 'pg'
import type { OwnerId } from '../../schema/owner.ts'
import type { PlainDate } from '../../schema/plain-date.ts'
import { fromPriorityNumber } from '../../schema/priority.ts'
import type { CalendarTodo } from '../calendar/calendar-todo.ts'
import { streamRows } from './stream-rows.ts'

/** The todos of an owner as they were at one moment, newest first. */
export type Snapshot = {
  todosRevision: number
  total: number
  todos: CalendarTodo[] | AsyncIterable<CalendarTodo[]>
}

export type SmallSnapshot = Snapshot & { todos: CalendarTodo[] }
/** The size of a snapshot that is too long to be read at once. */
export type LongSnapshotSize = { isLarge: boolean }

const maxSmallTodos = 500
const maxMediumTodos = 5_000
const maxMediumBytes = 8 * 1024 * 1024

// Times as numbers: parsing a hundred thousand timestamps takes longer than writing their events. `date_part`, because
// the numerics of `extract` are four times as expensive; milliseconds, because a double of microseconds rounds some
// years up.
const toMs = (column: string) => `date_part('epoch', date_trunc('milliseconds', ${column})) * 1000`

/** A todo as one JSON text: pg takes longer for ten values than `JSON.parse`. */
const todoJson = `json_build_array(
  id, uid, title, description, completed, ${toMs('completed_at')}, ${toMs('deadline_at')}, deadline_on,
  case when repeat_from = 'deadline' and not completed then repeat_rule end, repeat_zone, list_id,
  case when tags <> '{}' then to_json(tags) end, priority, case when properties <> '{}' then to_json(properties) end, revision,
  ${toMs('created_at')}, ${toMs('revised_at')}
)::text`

type TodoJson = [
  id: number,
  uid: string,
  title: string,
  description: string | null,
  completed: boolean,
  completedMs: number | null,
  deadlineMs: number | null,
  deadlineOn: PlainDate | null,
  repeatRule: string | null,
  repeatZone: string | null,
  listId: number,
  tags: string[] | null,
  priority: number,
  properties: string[] | null,
  revision: number,
  createdMs: number,
  revisedMs: number,
]

/** @param owner an SQL expression */
export const selectTodos = (owner: string, condition = 'true'): string =>
  `select ${todoJson} from todo where owner_id = ${owner} and ${condition} order by created_at desc, id desc`

/**
 * The size of a snapshot, then its todos if it is within them. One statement sees one moment of the database. Its parts
 * come in this order: PostgreSQL reads a CTE in one process, so it does not run the `union all` in parallel. It knows the
 * length of a long text without reading it.
 */
const statement = `
  with measured as materialized (
    select todos_revision, total, bytes from owner cross join lateral (
      select count(*) as total, coalesce(sum(bytes), 0) as bytes from (
        select octet_length(title) + coalesce(octet_length(description), 0)
          + case when properties = '{}' then 0 else octet_length(properties::text) end as bytes
        from todo where owner_id = owner.id limit $4
      ) as todos
    ) as totals where owner.id = $1
  )
  select json_build_array(todos_revision, total, bytes)::text from measured
  union all (${selectTodos('$1', '(select total <= $2 and bytes <= $3 from measured)')})`

/** @param maxBytes of the texts of a small snapshot together, in UTF-8 */
export async function readSmallSnapshot(
  pool: Pool,
  ownerId: OwnerId,
  maxBytes: number,
): Promise<SmallSnapshot | LongSnapshotSize> {
  const values = [ownerId, maxSmallTodos, maxBytes, maxMediumTodos + 1]
  await using snapshot = await openSnapshot(pool, { name: 'small-snapshot', text: statement, values })
  const { todosRevision, total, bytes } = snapshot
  if (total > maxSmallTodos || bytes > maxBytes)
    return { isLarge: total > maxMediumTodos || bytes > maxMediumBytes }
  const todos = (await Array.fromAsync(snapshot.todos)).flat()
  return { todosRevision, total, todos }
}

const unlimited = Number.MAX_SAFE_INTEGER

/** Opens a snapshot of any length, to be read once, a batch of todos at a time. Holds a connection until disposed. */
export const openLongSnapshot = (
  pool: Pool,
  ownerId: OwnerId,
  signal: AbortSignal,
): Promise<Snapshot & AsyncDisposable> =>
  openSnapshot(pool, { text: statement, values: [ownerId, unlimited, unlimited, unlimited] }, signal)

async function openSnapshot(
  pool: Pool,
  query: { name?: string; text: string; values: unknown[] },
  signal?: AbortSignal,
): Promise<Snapshot & { bytes: number; todos: AsyncIterable<CalendarTodo[]> } & AsyncDisposable> {
  const rows = streamRows(pool, query, signal)
  const { value: first = [] } = (await rows.next()) as { value?: string[] }
  const [measures = '[]', ...texts] = first
  const [todosRevision = 0, total = 0, bytes = 0] = JSON.parse(measures) as number[]

  async function* readTodos(): AsyncGenerator<CalendarTodo[]> {
    yield toCalendarTodos(texts)
    for await (const batch of rows) yield toCalendarTodos(batch)
  }

  return {
    todosRevision,
    total,
    bytes,
    todos: readTodos(),
    [Symbol.asyncDispose]: async () => void (await rows.return(undefined)),
  }
}

const toCalendarTodos = (texts: string[]): CalendarTodo[] =>
  (JSON.parse(`[${texts.join()}]`) as TodoJson[]).map(
    ([
      id,
      uid,
      title,
      description,
      completed,
      completedMs,
      deadlineMs,
      deadlineOn,
      repeatRule,
      repeatZone,
      listId,
      tags,
      priority,
      properties,
      revision,
      createdMs,
      revisedMs,
    ]) => ({
      id,
      uid,
      title,
      description,
      completed,
      completedAt: completedMs === null ? null : toDate(completedMs),
      deadlineAt: deadlineMs === null || deadlineOn !== null ? null : toDate(deadlineMs),
      deadlineOn: deadlineOn === null ? null : new Date(deadlineOn),
      repeat: repeatRule === null || repeatZone === null ? null : { rule: repeatRule, zone: repeatZone },
      listId,
      tags: tags ?? [],
      priority: fromPriorityNumber(priority),
      properties: properties ?? [],
      revision,
      createdAt: toDate(createdMs),
      revisedAt: toDate(revisedMs),
    }),
  )

// In the year 4500, a double differs from its whole millisecond by up to a hundredth.
const toDate = (ms: number) => new Date(Math.round(ms))
