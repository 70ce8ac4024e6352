import { type ClientBase, escapeLiteral, type Pool } from 'pg'
import type { OwnerId } from '../schema/owner.ts'
import type { CalendarTodo } from './calendar/calendar-todo.ts'

/** The todos of an owner as they were at one moment, newest first, to be read once. */
export type Snapshot = AsyncDisposable & {
  todosRevision: number
  total: number
  /** Some hundred todos at a time. */
  todos: () => AsyncGenerator<CalendarTodo[]>
}

const rowsAtOnce = 500

type Row = [
  id: number,
  uid: string,
  title: string,
  description: string | null,
  completed: boolean,
  deadlineMs: number | null,
  revision: number,
  createdMs: number,
  revisedMs: number,
]

/**
 * Opens a read-only REPEATABLE READ transaction on a connection of its own. The revision is read first, and is the
 * one of exactly these todos.
 */
export async function openSnapshot(pool: Pool, ownerId: OwnerId): Promise<Snapshot> {
  const client = await pool.connect()
  try {
    const { todosRevision, total, rows } = await begin(client, ownerId)
    return {
      todosRevision,
      total,
      todos: () => readTodos(client, rows),
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

// Times as numbers: reading a hundred thousand timestamps as text takes longer than writing their events.
const toMs = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

/**
 * All in one round trip, which for a short list is the whole reading: statements without parameters may go together.
 * A cursor of SQL's own, because each FETCH is a statement with its own time limit.
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
      declare todos no scroll cursor for
        select id, uid, title, description, completed, ${toMs('deadline_at')}, revision,
          ${toMs('created_at')}, ${toMs('revised_at')}
        from todo where owner_id = ${owner} order by created_at desc, id desc;
      ${fetch}`,
  })
  const [, head, , first] = results as [unknown, { rows: [[number, number]] }, unknown, { rows: Row[] }]
  const [[todosRevision, total]] = head.rows
  return { todosRevision, total, rows: first.rows }
}

const fetch = `fetch ${rowsAtOnce} from todos`

async function* readTodos(client: ClientBase, first: Row[]): AsyncGenerator<CalendarTodo[]> {
  let rows = first
  for (;;) {
    if (rows.length > 0) yield rows.map(toCalendarTodo)
    if (rows.length < rowsAtOnce) return
    ;({ rows } = await client.query<Row>({ rowMode: 'array', text: fetch }))
  }
}

const toDate = (ms: number) => new Date(Math.trunc(ms))

const toCalendarTodo = ([
  id,
  uid,
  title,
  description,
  completed,
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
  deadlineAt: deadlineMs === null ? null : toDate(deadlineMs),
  revision,
  createdAt: toDate(createdMs),
  revisedAt: toDate(revisedMs),
})
