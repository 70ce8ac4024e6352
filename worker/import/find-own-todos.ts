import { sql } from 'kysely'
import type { Db } from '../../core/database/db.ts'
import type { ImportedTodo, ImportEntry } from '../../schema/imported-todo.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { deriveEventUid } from '../calendar/component-uid.ts'

/**
 * Gives todos from our own calendars the UIDs that they have here: the UIDs of events derive from them, and those of the
 * original's format are ids.
 */
export async function* findOwnTodos(
  db: Db,
  ownerId: OwnerId,
  entries: AsyncIterable<ImportEntry>,
): AsyncGenerator<ImportEntry> {
  let uids: Map<string, string> | undefined
  for await (const entry of entries) {
    const key = 'todo' in entry ? toKey(entry.todo) : undefined
    if (!('todo' in entry) || key === undefined) {
      yield entry
      continue
    }
    uids ??= await readUids(db, ownerId)
    const uid = uids.get(key)
    yield uid === undefined ? entry : { ...entry, todo: { ...entry.todo, uid } }
  }
}

function toKey({ uid, ours, createdAt }: ImportedTodo): string | undefined {
  if (ours?.todoId !== undefined) return keyOfId(ours.todoId, createdAt)
  return ours?.kind === 'event' ? uid : undefined
}

/** Another server has other todos with the same ids, which were created at other times. */
const keyOfId = (id: string | number, createdAt: string | null | undefined) =>
  `${id} ${Math.floor(Date.parse(createdAt ?? '') / 1000)}`

async function readUids(db: Db, ownerId: OwnerId): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: number; uid: string; created_at: string | null }>`
    select id, uid, created_at from todo where owner_id = ${ownerId}
    union all
    select id, uid, null from deleted_todo where owner_id = ${ownerId} and todo is not null`.execute(db)
  return new Map(
    rows.flatMap(({ id, uid, created_at }) => [
      [deriveEventUid(uid), uid],
      [keyOfId(id, created_at), uid],
    ]),
  )
}
