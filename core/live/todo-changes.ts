import { setImmediate, setTimeout as delay } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import type { OwnerId } from '../../schema/owner.ts'
import { createSingleFlight } from '../concurrency/single-flight.ts'
import type { Db } from '../database/db.ts'
import type { Log } from '../process/log.ts'
import { isFull, readTodoChanges, type ReadTodoUpdate } from '../todos/read-todo-changes.ts'
import { readRevisions } from '../todos/todos-changed.ts'

/** Follows the change logs of the owners that are watched: see `watch-todos.ts` for a single watcher. */
export type TodoChanges = Disposable & {
  /** Looks for changes of an owner's todos at once: for after a commit in this process. */
  hint: (ownerId: OwnerId) => void
  /** What has happened after a revision until now; without one, only the current revision. */
  read: (ownerId: OwnerId, after: number | undefined) => Promise<ReadTodoUpdate>
  /** The update after this revision, if it was read before and a new read would not be worth more. */
  findRead: (ownerId: OwnerId, after: number | undefined) => ReadTodoUpdate | undefined
  /** Calls `wake` whenever the newest revision moves, until disposed. */
  follow: (ownerId: OwnerId, wake: () => void) => Followed
}

type Followed = Disposable & {
  /** Up to which revision the log has been read; undefined before the first time. */
  newest: () => number | undefined
}

type Watched = { newest: number | undefined; wakes: Set<() => void>; restsUntilMs: number }

/** For the changes of other processes. */
const lookEveryMs = 400
/** Changes of this process within this time share a read. */
const spacingMs = 20
/**
 * What a woken watcher allocates is garbage when it has written: with all of 10,000 awake at once, it would become old before, and
 * the heap would grow by half. Other requests get their turns, too.
 */
const wakesPerTurn = 50
const maxReads = 4
const maxCachedBytes = 4 * 1024 * 1024

const toKey = (ownerId: OwnerId, after: number | undefined) => `${after} ${ownerId}`

/**
 * The revisions of all watched owners are read in one query, every 400 ms and after changes of this process. When one has
 * moved, what has happened is read once, before the watchers are woken: all that have seen everything before share it.
 */
export function openTodoChanges(db: Db, log: Log): TodoChanges {
  const watched = new Map<OwnerId, Watched>()
  const hinted = new Set<OwnerId>()
  const cache = new LRUCache<string, ReadTodoUpdate>({
    maxSize: maxCachedBytes,
    sizeCalculation: ({ bytes }) => bytes,
  })
  const share = createSingleFlight<ReadTodoUpdate>()
  const limit = pLimit(maxReads)
  let isLooking = false
  let isDisposed = false

  async function read(ownerId: OwnerId, after: number | undefined): Promise<ReadTodoUpdate> {
    const key = toKey(ownerId, after)
    const update = await share(key, () => limit(() => readTodoChanges(db, ownerId, after)))
    if (after !== undefined && update.revision > after) cache.set(key, update)
    return update
  }

  async function move(owner: Watched, revision: number): Promise<void> {
    const startedAtMs = performance.now()
    owner.newest = revision
    let woken = 0
    for (const wake of owner.wakes) {
      wake()
      woken += 1
      if (woken % wakesPerTurn === 0) await setImmediate()
    }
    // Requests need as much time as a large audience does.
    const endedAtMs = performance.now()
    owner.restsUntilMs = 2 * endedAtMs - startedAtMs
  }

  /** @param revision the current one; below the newest when the database was restored from a backup */
  async function advance(ownerId: OwnerId, revision: number): Promise<void> {
    const owner = watched.get(ownerId)
    if (!owner || owner.newest === revision || performance.now() < owner.restsUntilMs) return
    if (owner.newest !== undefined && revision < owner.newest) cache.clear()
    if (owner.newest === undefined || revision < owner.newest) return move(owner, revision)
    while (owner.newest < revision) {
      const update = await read(ownerId, owner.newest)
      if (update.revision <= owner.newest) return
      await move(owner, update.revision)
    }
  }

  /** Runs once at a time, so that a revision that is read later is never older. */
  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    try {
      while (hinted.size > 0) {
        const ids = [...hinted]
        hinted.clear()
        const revisions = await readRevisions(db, ids)
        const advances = await Promise.allSettled(revisions.map(({ id, revision }) => advance(id, revision)))
        const failed = advances.find(advance => advance.status === 'rejected')
        if (failed) throw failed.reason
        await delay(spacingMs)
      }
    } catch (error) {
      if (!isDisposed) log.warn({ err: error }, 'Could not read the changes of todos; will retry')
    } finally {
      isLooking = false
    }
  }
  const timer = setInterval(() => {
    for (const id of watched.keys()) hinted.add(id)
    void look()
  }, lookEveryMs)

  function hint(ownerId: OwnerId): void {
    if (!watched.has(ownerId)) return
    hinted.add(ownerId)
    void look()
  }

  return {
    hint,
    read,
    findRead(ownerId, after) {
      const update = cache.get(toKey(ownerId, after))
      return update && (update.revision === watched.get(ownerId)?.newest || isFull(update))
        ? update
        : undefined
    },
    follow(ownerId, wake) {
      const owner = watched.get(ownerId) ?? { newest: undefined, wakes: new Set(), restsUntilMs: 0 }
      watched.set(ownerId, owner)
      owner.wakes.add(wake)
      if (owner.newest === undefined) hint(ownerId)
      return {
        newest: () => owner.newest,
        [Symbol.dispose]() {
          owner.wakes.delete(wake)
          if (owner.wakes.size === 0 && watched.get(ownerId) === owner) watched.delete(ownerId)
        },
      }
    },
    [Symbol.dispose]() {
      isDisposed = true
      clearInterval(timer)
      watched.clear()
      hinted.clear()
    },
  }
}
