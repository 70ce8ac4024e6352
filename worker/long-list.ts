import { type ClientBase, escapeLiteral, type Pool } from 'pg'
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

/** To be read once, some hundred todos at a time. */
export type LongList = Snapshot<AsyncIterable<CalendarTodo[]>> & AsyncDisposable

/**
 * Opens a read-only REPEATABLE READ transaction on a connection of its own. The revision is read first, and is the
 * one of exactly these todos.
 */
export async function openLongList(pool: Pool, ownerId: OwnerId): Promise<LongList> {
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
): Promise<{ todosRevision: number; total: number; rows: JsonRow[] }> {
  const owner = escapeLiteral(ownerId)
  const results: unknown = await client.query({
    ...unparsed,
    text: `
      begin isolation level repeatable read read only;
      select todos_revision, (select count(*) from todo where owner_id = owner.id) from owner where id = ${owner};
      declare todos no scroll cursor for
        select json_build_array(${todoColumns}) from todo where owner_id = ${owner} ${newestFirst};
      ${fetch}`,
  })
  const [, head, , first] = results as [unknown, { rows: [[string, string]] }, unknown, { rows: JsonRow[] }]
  const [[todosRevision, total]] = head.rows
  return { todosRevision: Number(todosRevision), total: Number(total), rows: first.rows }
}

/** A row as one text: pg takes longer for ten values than JSON.parse. */
type JsonRow = [todo: string]

const toTodoRows = (rows: JsonRow[]): TodoRow[] => JSON.parse(`[${rows.join()}]`) as TodoRow[]

const unparsed = { rowMode: 'array', types: { getTypeParser: () => (text: string) => text } } as const

const fetch = `fetch ${rowsAtOnce} from todos`

/** PostgreSQL reads the next page while this one is written. */
async function* readTodos(client: ClientBase, first: JsonRow[]): AsyncGenerator<CalendarTodo[]> {
  let rows = first
  for (;;) {
    const next = rows.length < rowsAtOnce ? undefined : client.query<JsonRow>({ ...unparsed, text: fetch })
    // Whoever stops reading does not wait for it.
    next?.catch(() => {})
    if (rows.length > 0) yield toTodoRows(rows).map(toCalendarTodo)
    if (!next) return
    ;({ rows } = await next)
  }
}
