import { type ClientBase, escapeLiteral, type Pool } from 'pg'
import type { OwnerId } from '../schema/owner.ts'
import type { CalendarTodo } from './calendar/calendar-todo.ts'

/** The todos of an owner as they were at one moment, newest first, to be read once. */
export type Snapshot = AsyncDisposable & {
  todosRevision: number
  total: number
  /** All of a short list; of a long one some hundred at a time. */
  todos: CalendarTodo[] | AsyncIterable<CalendarTodo[]>
}

const rowsAtOnce = 500

type Row = [
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

// Times as numbers: reading a hundred thousand timestamps as text takes longer than writing their events.
const toMs = (column: string) => `(extract(epoch from ${column}) * 1000)::float8 as ${column}`
const columns = `id, uid, title, description, completed, ${toMs('completed_at')}, ${toMs('deadline_at')}, revision, ${toMs('created_at')}, ${toMs('revised_at')}`
const newestFirst = 'order by created_at desc, id desc'

/** Most lists are short, and for those one statement is the whole snapshot; only a longer one needs a transaction. */
export async function openSnapshot(pool: Pool, ownerId: OwnerId): Promise<Snapshot> {
  return (await readShortList(pool, ownerId)) ?? openLongList(pool, ownerId)
}

/** @returns undefined when there are more todos than are read at once */
async function readShortList(pool: Pool, ownerId: OwnerId): Promise<Snapshot | undefined> {
  const { rows } = await pool.query<[todosRevision: number, ...Row]>({
    name: 'short-list',
    rowMode: 'array',
    text: `
      select owner.todos_revision, todo.* from owner left join lateral (
        select ${columns} from todo where owner_id = owner.id ${newestFirst} limit ${rowsAtOnce + 1}
      ) as todo on true
      where owner.id = $1`,
    values: [ownerId],
  })
  const [first] = rows
  if (!first || rows.length > rowsAtOnce) return undefined
  const [todosRevision] = first
  // An owner without todos has one row, without a todo.
  const todos = rows.filter(([, id]) => id !== null).map(([, ...row]) => toCalendarTodo(row))
  return { todosRevision, total: todos.length, todos, async [Symbol.asyncDispose]() {} }
}

/**
 * Opens a read-only REPEATABLE READ transaction on a connection of its own. The revision is read first, and is the
 * one of exactly these todos.
 */
async function openLongList(pool: Pool, ownerId: OwnerId): Promise<Snapshot> {
  const client = await pool.connect()
  try {
    const { todosRevision, total, rows } = await begin(client, ownerId)
    return {
      todosRevision,
      total,
      todos: readTodos(client, rows),
      async [Symbol.asyncDispose]() {
        try {
          await client.query('commit')
          client.release()
        } catch (error) {
          client.release(error instanceof Error ? error : true)
        }
      },
    }
  } catch (error) {
    client.release(error instanceof Error ? error : true)
    throw error
  }
}

/**
 * All in one round trip: statements without parameters may go together. A cursor of SQL's own, because each FETCH is a
 * statement with its own time limit.
 */
async function begin(
  client: ClientBase,
  ownerId: OwnerId,
): Promise<{ todosRevision: number; total: number; rows: Row[] }> {
  const owner = escapeLiteral(ownerId)
  const results: unknown = await client.query({
    rowMode: 'array',
    text: `
      begin isolation level repeatable read read only;
      select todos_revision, (select count(*) from todo where owner_id = owner.id) from owner where id = ${owner};
      declare todos no scroll cursor for select ${columns} from todo where owner_id = ${owner} ${newestFirst};
      ${fetch}`,
  })
  const [, head, , first] = results as [unknown, { rows: [[number, number]] }, unknown, { rows: Row[] }]
  const [[todosRevision, total]] = head.rows
  return { todosRevision, total, rows: first.rows }
}

const fetch = `fetch ${rowsAtOnce} from todos`

/** PostgreSQL reads the next page while this one is written. */
async function* readTodos(client: ClientBase, first: Row[]): AsyncGenerator<CalendarTodo[]> {
  let rows = first
  for (;;) {
    const next = rows.length < rowsAtOnce ? undefined : client.query<Row>({ rowMode: 'array', text: fetch })
    // Whoever stops reading does not wait for it.
    next?.catch(() => {})
    if (rows.length > 0) yield rows.map(toCalendarTodo)
    if (!next) return
    ;({ rows } = await next)
  }
}

const toDate = (ms: number) => new Date(Math.trunc(ms))

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
]: Row) => ({
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
