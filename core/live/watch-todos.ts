import { setTimeout as delay } from 'node:timers/promises'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Reservation } from '../concurrency/byte-budget.ts'
import { findDatabaseTrouble } from '../database/db.ts'
import { maxUpdateBytes, type ReadTodoUpdate } from '../todos/read-todo-changes.ts'
import type { TodoChanges } from './todo-changes.ts'

type Reader = {
  signal: AbortSignal
  /** Waits for memory for an update; it is given back when the reader asks for the next one. */
  reserve: (bytes: number) => Promise<Reservation>
  /** Waits for a turn of the event loop in which that much can be written. */
  takeTurn: (bytes: number) => Promise<void>
}

/** Updates up to this size are written without a reservation. */
const maxFreeBytes = 4 * 1024
const retryAfterMs = 1_000

/**
 * Yields what happens to an owner's todos after a revision, without end, until the signal aborts, which is a normal end.
 * Nothing is missed: an update begins where the one before ended, however long its reader took.
 *
 * @param after undefined starts with an update that has only the current revision
 */
export async function* watchTodos(
  changes: TodoChanges,
  ownerId: OwnerId,
  after: number | undefined,
  { signal, reserve, takeTurn }: Reader,
): AsyncGenerator<ReadTodoUpdate, void> {
  let wake: (() => void) | undefined
  const onMove = () => wake?.()
  signal.addEventListener('abort', onMove, { once: true })
  using leaving = new DisposableStack()
  leaving.defer(() => signal.removeEventListener('abort', onMove))
  const followed = leaving.use(changes.follow(ownerId, onMove))

  let seen = after
  while (!signal.aborted) {
    const newest = followed.newest()
    if (seen === undefined || (newest !== undefined && newest !== seen)) {
      const known = changes.findRead(ownerId, seen)
      const taken =
        known && isSmall(known)
          ? { update: known, reservation: undefined }
          : await take(changes, ownerId, seen, reserve).catch(toTrouble)
      if (taken === 'left') return
      if (taken === 'passing') {
        await delay(retryAfterMs, undefined, { signal }).catch(() => {})
        continue
      }
      const { update, reservation } = taken
      using _reservation = reservation
      const isFirst = seen === undefined
      seen = update.revision
      if (!isSmall(update)) await takeTurn(update.bytes)
      if (!signal.aborted && (isFirst || hasNews(update))) yield update
    }
    if (!((followed.newest() ?? seen) > seen) && !signal.aborted) {
      await new Promise<void>(resolve => (wake = resolve))
    }
  }
}

const isSmall = (update: ReadTodoUpdate): boolean => update.bytes <= maxFreeBytes

const hasNews = ({ changed, deleted, lists, reset }: ReadTodoUpdate): boolean =>
  reset || lists !== null || changed.length + deleted.length > 0

/** A stream stays open while the database or the memory is missing. */
function toTrouble(error: unknown): 'passing' | 'left' {
  if (error instanceof DOMException && error.name === 'AbortError') return 'left'
  const isBusy = error instanceof AppError && error.code === 'unavailable'
  if (isBusy || findDatabaseTrouble(error) !== undefined) return 'passing'
  throw error
}

type Taken = { update: ReadTodoUpdate; reservation: Reservation | undefined }

/** Reserves memory first: the size of an update is known only when it has been read. */
async function take(
  changes: TodoChanges,
  ownerId: OwnerId,
  after: number | undefined,
  reserve: Reader['reserve'],
): Promise<Taken> {
  const known = changes.findRead(ownerId, after)
  const reservation = await reserve(known?.bytes ?? maxUpdateBytes)
  try {
    const update = known ?? (await changes.read(ownerId, after))
    reservation.resize(update.bytes)
    return { update, reservation }
  } catch (error) {
    reservation[Symbol.dispose]()
    throw error
  }
}
