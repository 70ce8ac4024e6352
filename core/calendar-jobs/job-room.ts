import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import { type Db, executePrepared } from '../database/db.ts'
import { isWaiting } from './find-waiting.ts'

export type JobRoom = {
  /** How many of `wanted` jobs an owner may add to its waiting ones. The caller must insert them at once. */
  take: (ownerId: OwnerId, wanted: number) => Promise<number>
  /** The message when there is no room. */
  refusal: () => AppError
}

/** What this server may still create for an owner before it counts again. */
type Allowance = { left: number; isFull: boolean }

const countedForMs = 5_000
/** How often an owner without room is counted again: it gets some whenever a job starts. */
const fullForMs = 250
/** Servers that may create jobs of an owner side by side. */
const maxServers = 8
const maxKnown = 10_000

/**
 * Bounds the waiting jobs of each owner, 0 for no limit. To count them for each new job would take longer than to create it,
 * so a server counts at most every five seconds, and in between creates up to an eighth of what was free. Up to eight
 * servers exceed the maximum by no more than the batches that they insert at the moment of the count. A single server
 * exceeds it only by imports that are counted at the same moment, and by jobs of feeds, of which each feed has one.
 */
export function createJobRoom(db: Db, max: number): JobRoom {
  const allowances = new LRUCache<OwnerId, Allowance>({ max: maxKnown })
  return {
    async take(ownerId, wanted) {
      if (max === 0) return wanted
      let allowance = allowances.get(ownerId)
      if (!allowance || (allowance.left < wanted && !allowance.isFull)) {
        const free = Math.max(0, max - (await countWaiting(db, ownerId)))
        const left = Math.max(Math.ceil(free / maxServers), Math.min(wanted, free))
        allowance = { left, isFull: free === 0 }
        allowances.set(ownerId, allowance, { ttl: allowance.isFull ? fullForMs : countedForMs })
      }
      const granted = Math.min(wanted, allowance.left)
      allowance.left -= granted
      return granted
    },
    refusal: () =>
      new AppError(
        'conflict',
        `There are already ${max} waiting jobs, the maximum: wait for some to start, or cancel some`,
      ),
  }
}

async function countWaiting(db: Db, ownerId: OwnerId): Promise<number> {
  const statement = sql<{ count: number }>`
    select count(*) from calendar_job where owner_id = ${ownerId} and ${isWaiting}`
  const [row] = await executePrepared(db, 'count-waiting', statement)
  return row?.count ?? 0
}
