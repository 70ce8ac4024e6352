import type { Pool } from 'pg'
import { batchSpacingMs, createBatcher } from '../../core/concurrency/batcher.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { CalendarTodo } from '../calendar/calendar-todo.ts'
import { newestFirst, type Snapshot, toCalendarTodos, todoJson } from './snapshot.ts'
import { asTexts } from './stream-rows.ts'

/** Most lists are short, and for those one statement is the whole snapshot. */
export type ShortList = Snapshot<CalendarTodo[]>

export type FirstLook = { shortList: ShortList } | { isLarge: boolean }

const maxBatchSize = 200
const maxShortTodos = 500
const maxMediumTodos = 5_000
const maxMediumBytes = 8 * 1024 * 1024

/**
 * Reads short lists, and says of others whether they are large. Jobs of one owner that ask at the same time share what is
 * read for them: it begins after each of them was claimed, and none of them changes it.
 *
 * @param maxBytes that the texts of a short list have together, in UTF-8
 */
export const createShortListReader = (
  pool: Pool,
  maxBytes: number,
): ((ownerId: OwnerId) => Promise<FirstLook>) =>
  createBatcher(
    async ownerIds => {
      const owners = [...new Set(ownerIds)]
      const looks = await Promise.all(
        owners.map(async ownerId => [ownerId, await readShortList(pool, ownerId, maxBytes)] as const),
      )
      const byOwner = new Map(looks)
      return ownerIds.map(ownerId => byOwner.get(ownerId) ?? { isLarge: false })
    },
    maxBatchSize,
    batchSpacingMs,
  )

/**
 * The head comes first: the lists are read in their order where nothing is parallel. PostgreSQL knows the length of a
 * long text without reading it.
 */
const statement = `
  with head as materialized (
    select todos_revision, total, bytes from owner cross join lateral (
      select count(*) as total, coalesce(sum(bytes), 0) as bytes from (
        select octet_length(title) + coalesce(octet_length(description), 0) as bytes
        from todo where owner_id = owner.id limit ${maxMediumTodos + 1}
      ) as todos
    ) as measured where owner.id = $1
  )
  select json_build_array(todos_revision, total, bytes)::text from head
  union all (
    select ${todoJson} from todo
    where owner_id = $1 and (select total <= ${maxShortTodos} and bytes <= $2 from head) ${newestFirst}
  )`

async function readShortList(pool: Pool, ownerId: OwnerId, maxBytes: number): Promise<FirstLook> {
  const { rows } = await pool.query<[string]>({
    ...asTexts,
    name: 'short-list',
    text: statement,
    values: [ownerId, maxBytes],
  })
  const [head = '[]', ...todos] = rows.flat()
  const [todosRevision = 0, total = 0, bytes = 0] = JSON.parse(head) as number[]
  if (total > maxShortTodos || bytes > maxBytes)
    return { isLarge: total > maxMediumTodos || bytes > maxMediumBytes }
  return { shortList: { todosRevision, total, todos: toCalendarTodos(todos) } }
}
