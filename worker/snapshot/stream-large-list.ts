import type { Pool } from 'pg'
import type { OwnerId } from '../../schema/owner.ts'
import type { CalendarTodo } from '../calendar/calendar-todo.ts'
import { newestFirst, type Snapshot, toCalendarTodos, todoJson } from './snapshot.ts'
import { asTexts, streamRows } from './stream-rows.ts'

/** To be read once, a batch of todos at a time. */
export type LongList = Snapshot<AsyncIterable<CalendarTodo[]>> & AsyncDisposable

/** One statement sees one moment of the database: the revision and the total are those of exactly these todos. */
const statement = `
  select json_build_array(todos_revision, (select count(*) from todo where owner_id = owner.id))::text
  from owner where id = $1
  union all
  (select ${todoJson} from todo where owner_id = $1 ${newestFirst})`

/** Holds a connection until it is disposed. */
export async function openLongList(pool: Pool, ownerId: OwnerId, signal: AbortSignal): Promise<LongList> {
  const rows = streamRows(pool, { ...asTexts, name: 'long-list', text: statement, values: [ownerId] }, signal)
  const { value: first = [] } = (await rows.next()) as { value?: string[] }
  const [head = '[]', ...todos] = first
  const [todosRevision = 0, total = 0] = JSON.parse(head) as number[]

  async function* readTodos(): AsyncGenerator<CalendarTodo[]> {
    yield toCalendarTodos(todos)
    for await (const batch of rows) yield toCalendarTodos(batch)
  }

  return {
    todosRevision,
    total,
    todos: readTodos(),
    [Symbol.asyncDispose]: async () => void (await rows.return(undefined)),
  }
}
