import { sql } from 'kysely'
import type { Db } from '../../core/database/db.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { deriveEventUid } from '../calendar/component-uid.ts'

/** Finds the ids of the todos whose event may have a UID. The caller compares: some are those of other events. */
export type EventIndex = (eventUid: string) => number[]

const rowsPerRead = 10_000
/** A number has 53 bits: 7 hexadecimal digits of the UID, and the place of the id. */
const maxIds = 2 ** 25
const toKey = (eventUid: string) => Number.parseInt(eventUid.slice(0, 7), 16) * maxIds

/** Reads all todos of an owner, also those in the trash. Keeps 16 bytes for each. */
export async function readEventIndex(db: Db, ownerId: OwnerId): Promise<EventIndex> {
  const ids: number[] = []
  const entries: number[] = []
  for (;;) {
    const { rows } = await sql<{ id: number; uid: string }>`
      select id, uid from (
        select id, uid from todo where owner_id = ${ownerId}
        union all
        select id, uid from deleted_todo where owner_id = ${ownerId} and todo is not null
      ) as todos
      where id > ${ids.at(-1) ?? 0} order by id limit ${rowsPerRead}`.execute(db)
    for (const { id, uid } of rows) {
      entries.push(toKey(deriveEventUid(uid)) + ids.length)
      ids.push(id)
    }
    if (rows.length < rowsPerRead) break
  }
  const sorted = Float64Array.from(entries).sort()
  return eventUid => {
    const key = toKey(eventUid)
    const found: number[] = []
    for (let n = findFirst(sorted, key); (sorted[n] ?? Infinity) < key + maxIds; n += 1)
      found.push(ids[(sorted[n] ?? 0) - key] as number)
    return found
  }
}

/** The place of the first number that is not less. */
function findFirst(sorted: Float64Array, least: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] as number) < least) from = middle + 1
    else to = middle
  }
  return from
}
