import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { Todo } from '../../schema/todo.ts'
import type { TodoFilter, TodoOrder, TodoSort } from '../../schema/todo-filter.ts'
import type { Db } from '../database/db.ts'
import { createSingleFlight } from '../concurrency/single-flight.ts'
import { rankOf } from './search.ts'
import { matches } from './todo-filter.ts'
import { todoColumns, toTodo } from './todo-row.ts'
import { sortBy, type TodoHead, type TodoPosition } from './todo-sort.ts'

type Sorting = {
  sort: TodoSort
  /** Default: newest first, nearest deadline first, or alphabetical. */
  order?: TodoOrder | undefined
}

type Page = Sorting & {
  limit: number
  /** Must come from a list with the same sort. */
  after?: TodoPosition | undefined
}

/** Todos of a page with long texts, to be read when there is memory for them. */
export type TodoSlice = { bytes: number; read: () => Promise<readonly Todo[]> }

export type TodoPage = {
  /** The whole page, or its first todos when the texts are long. */
  todos: readonly Todo[]
  /** The size of the texts of `todos`. */
  bytes: number
  /** The remaining todos. Those that are deleted before their slice is read are missing. */
  rest: readonly TodoSlice[]
  /** All todos of the page. */
  heads: readonly TodoHead[]
}

export type TodoLister = (ownerId: OwnerId, filter: TodoFilter, page: Page) => Promise<TodoPage>

/** The descriptions that are read at once. Bounds the time of a statement, of a response chunk, and of an event loop turn. */
export const maxSliceBytes = 256 * 1024
const maxSliceRows = 250
/** The size of a row's other columns, in memory and on the wire. */
const rowBytes = 300
const completionBytes = 150

const descriptionBytes = sql<number>`coalesce(octet_length(description), 0)`

/** Lists todos. Concurrent requests for the same page share one read. */
export function createTodoLister(db: Db): TodoLister {
  const sharePage = createSingleFlight<TodoPage>()
  const shareSlice = createSingleFlight<readonly Todo[]>()

  const toSlice = (ownerId: OwnerId, rows: readonly SizedTodo[]): TodoSlice => {
    const ids = rows.map(({ todo }) => todo.id)
    return {
      bytes: sum(rows),
      read: () => shareSlice(`${ownerId} ${ids.join()}`, () => readTodos(db, ownerId, ids)),
    }
  }

  return (ownerId, filter, page) =>
    sharePage(JSON.stringify([ownerId, filter, page]), async () => {
      const rows = await readPage(db, ownerId, filter, page)
      const firstCut = rows.findIndex(({ isCut }) => isCut)
      const whole = firstCut === -1 ? rows : rows.slice(0, firstCut)
      return {
        todos: whole.map(({ todo }) => todo),
        bytes: sum(whole),
        rest: cutIntoSlices(rows.slice(whole.length)).map(slice => toSlice(ownerId, slice)),
        heads: rows.map(({ todo: { id, createdAt, dueAt, title }, rank }) => ({
          id,
          createdAt,
          dueAt,
          title,
          rank,
        })),
      }
    })
}

/** The size of a todo, of which a page may not have the description yet. */
export const sizeOf = (
  { completions, title, description }: Pick<Todo, 'completions' | 'title' | 'description'>,
  descriptionBytes = Buffer.byteLength(description ?? ''),
): number => rowBytes + completions.length * completionBytes + title.length + descriptionBytes

type SizedTodo = { todo: Todo; bytes: number; isCut: boolean; rank: number }

const sum = (rows: readonly SizedTodo[]) => rows.reduce((total, { bytes }) => total + bytes, 0)

/** One statement reads a page. If its texts are long, the later rows come without their descriptions. */
async function readPage(
  db: Db,
  ownerId: OwnerId,
  filter: TodoFilter,
  { sort, order, limit, after }: Page,
): Promise<SizedTodo[]> {
  const { orderBy, isAfter } = sortBy(sort, order, filter.search)
  // PostgreSQL knows the size of a long text, which it stores separately, without reading it.
  const isCut = sql<boolean>`coalesce(sum(${descriptionBytes}) over
    (order by ${orderBy} rows between unbounded preceding and 1 preceding), 0) >= ${sql.lit(maxSliceBytes)}`
  let page = db.selectFrom('todo').selectAll().where(matches(ownerId, filter))
  if (after) page = page.where(isAfter(after))
  const rows = await db
    // The limit comes first: otherwise all todos that match would be sorted to sum up their sizes.
    .selectFrom(page.orderBy(orderBy).limit(limit).as('todo'))
    .select(todoColumns.filter(column => column !== 'description'))
    .select([
      sql<string | null>`case when not ${isCut} then description end`.as('description'),
      descriptionBytes.as('bytes'),
      isCut.as('is_cut'),
      (sort === 'relevance' ? rankOf(filter.search) : sql<number>`0`).as('rank'),
    ])
    .orderBy(orderBy)
    .execute()
  return rows.map(row => ({
    todo: toTodo(row),
    bytes: sizeOf(row, row.bytes),
    isCut: row.is_cut,
    rank: row.rank,
  }))
}

function cutIntoSlices(rows: readonly SizedTodo[]): SizedTodo[][] {
  const slices: SizedTodo[][] = []
  let bytes = Infinity
  for (const row of rows) {
    const last = slices.at(-1)
    if (last && bytes < maxSliceBytes && last.length < maxSliceRows) last.push(row)
    else {
      slices.push([row])
      bytes = 0
    }
    bytes += row.bytes
  }
  return slices
}

async function readTodos(db: Db, ownerId: OwnerId, ids: readonly number[]): Promise<Todo[]> {
  const rows = await db
    .selectFrom('todo')
    .select(todoColumns)
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .where('owner_id', '=', ownerId)
    .execute()
  const found = new Map(rows.map(row => [row.id, toTodo(row)]))
  return ids.flatMap(id => found.get(id) ?? [])
}
