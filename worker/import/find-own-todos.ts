import { sql } from 'kysely'
import type { Db } from '../../core/database/db.ts'
import type { ImportedTodo, ImportEntry } from '../../schema/imported-todo.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { deriveEventUid } from '../calendar/component-uid.ts'
import { type EventIndex, readEventIndex } from './event-index.ts'

/** Entries that are looked up at once. Each has up to some hundred kilobytes. */
const groupSize = 50

/**
 * Gives todos from our own calendars the UIDs that they have here: the UIDs of events derive from them, and those of the
 * original's format are ids.
 */
export async function* findOwnTodos(
  db: Db,
  ownerId: OwnerId,
  entries: AsyncIterable<ImportEntry>,
): AsyncGenerator<ImportEntry> {
  const find = createFinder(db, ownerId)
  let group: ImportEntry[] = []
  for await (const entry of entries) {
    group.push(entry)
    if (group.length < groupSize) continue
    yield* await find(group)
    group = []
  }
  yield* await find(group)
}

function createFinder(db: Db, ownerId: OwnerId): (group: ImportEntry[]) => Promise<ImportEntry[]> {
  let lastId: number | undefined
  let events: EventIndex | undefined

  /** The ids of the todos that may be meant. */
  async function findIds({ uid, ours }: ImportedTodo): Promise<number[]> {
    if (ours?.todoId !== undefined) return [Number(ours.todoId)]
    events ??= await readEventIndex(db, ownerId)
    return events(uid)
  }

  return async group => {
    const wanted = group.flatMap(entry =>
      'todo' in entry && toKey(entry.todo) !== undefined ? [entry.todo] : [],
    )
    if (wanted.length === 0) return group
    lastId ??= await readLastId(db)
    const ids: number[] = []
    for (const todo of wanted) ids.push(...(await findIds(todo)))
    const uids = await readUids(
      db,
      ownerId,
      ids.filter(id => id <= (lastId ?? 0)),
    )
    return group.map(entry => {
      const uid = 'todo' in entry ? uids.get(toKey(entry.todo) ?? '') : undefined
      return 'todo' in entry && uid !== undefined ? { ...entry, todo: { ...entry.todo, uid } } : entry
    })
  }
}

function toKey({ uid, ours, createdAt }: ImportedTodo): string | undefined {
  if (ours?.todoId !== undefined) return keyOfId(ours.todoId, createdAt)
  return ours?.kind === 'event' ? uid : undefined
}

/** Another server has other todos with the same ids, which were created at other times. */
const keyOfId = (id: string | number, createdAt: string | null | undefined) =>
  `${id} ${Math.floor(Date.parse(createdAt ?? '') / 1000)}`

/** Todos with later ids are those of this import. */
async function readLastId(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select coalesce(greatest((select max(id) from todo), (select max(id) from deleted_todo)), 0) as id`.execute(
    db,
  )
  return rows[0]?.id ?? 0
}

async function readUids(db: Db, ownerId: OwnerId, ids: number[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: number; uid: string; created_at: string | null }>`
    select id, uid, created_at from todo where owner_id = ${ownerId} and id = any(${ids}::bigint[])
    union all
    select id, uid, null from deleted_todo
    where owner_id = ${ownerId} and todo is not null and id = any(${ids}::bigint[])`.execute(db)
  return new Map(
    rows.flatMap(({ id, uid, created_at }) => [
      [deriveEventUid(uid), uid],
      [keyOfId(id, created_at), uid],
    ]),
  )
}
