import { setImmediate } from 'node:timers/promises'
import type { Pool } from 'pg'
import { type ClaimedJob, claimJobs } from '../core/calendar-jobs/claim.ts'
import { type FinishRequest, finishCalendarJobs } from '../core/calendar-jobs/finish.ts'
import { reuseArtifacts, type ReuseOutcome, type ReuseRequest } from '../core/calendar-jobs/reuse.ts'
import { createBatcher } from '../core/concurrency/batcher.ts'
import { raceAbort } from '../core/concurrency/race-abort.ts'
import { createSemaphore } from '../core/concurrency/semaphore.ts'
import type { Db } from '../core/database/db.ts'
import type { CalendarJob } from '../schema/calendar-job.ts'
import { generatorVersion } from '../schema/generator-version.ts'
import type { OwnerId } from '../schema/owner.ts'
import { type LongSnapshotSize, readSmallSnapshot, type SmallSnapshot } from './snapshot/snapshot.ts'

/**
 * What the jobs of a worker share, so that each can be written as if it were alone.
 *
 * Statements: a claim, a lookup, a read of a snapshot and a finish each serve a batch of jobs. A batch takes what arrived while
 * the one before ran, and starts at least 8 ms after it; a lone job waits for neither. A finish also waits for the small
 * files that are being generated, because those take less time than the statement.
 *
 * Files: a file that several jobs want is generated once. Small files are generated one after the other, because that is
 * all processor time. Long snapshots are bounded in number; large ones leave places to others, or one of a thousand todos
 * would wait for one of a million. Owners take turns at all of these.
 *
 * Memory is bounded by what these hold: small snapshots by the bytes of all of them together, long ones by the batch of
 * todos that is being written.
 */
export type Batches = {
  claim: (jobId: string) => Promise<ClaimedJob | undefined>
  reuse: (request: ReuseRequest) => Promise<ReuseOutcome | undefined>
  readSmallSnapshot: (ownerId: OwnerId) => Promise<SmallSnapshot | LongSnapshotSize>
  finish: (request: FinishRequest) => Promise<CalendarJob | undefined>
  /** Generates a file; while another job generates the same one, waits for that instead and returns undefined. */
  generateOnce: <T>(
    file: string,
    generate: () => Promise<T>,
    context: { signal: AbortSignal; wait: Wait },
  ) => Promise<{ result: T } | undefined>
  takeSmallTurn: (ownerId: OwnerId, signal: AbortSignal) => Promise<Disposable>
  takeLongPlace: (ownerId: OwnerId, size: LongSnapshotSize, signal: AbortSignal) => Promise<Disposable>
}

/** Awaits something that can take long, without keeping other jobs from being delivered. */
export type Wait = <T>(turn: Promise<T>) => Promise<T>

type BatchSettings = {
  worker: string
  /** The maximum number of jobs in progress. */
  places: number
  leaseMs: number
  resultTtlMs: number
  maxLongSnapshots: number
}

const spacingMs = 8
const maxBatchSize = 200
/** A finish carries the ends of files. */
const maxFinishBatchSize = 32
const maxSmallSnapshotsBytes = 48 * 1024 * 1024
const maxSmallSnapshotBytes = 512 * 1024

function unwrap<T>(settled: PromiseSettledResult<T> | undefined): T {
  if (settled?.status === 'fulfilled') return settled.value
  throw settled?.reason
}

/** @param snapshotPool the pool that snapshots are read with */
export function createBatches(
  db: Db,
  snapshotPool: Pool,
  { worker, places, leaseMs, resultTtlMs, maxLongSnapshots }: BatchSettings,
): Batches {
  const maxBytes = Math.min(maxSmallSnapshotBytes, Math.floor(maxSmallSnapshotsBytes / places))
  const smallTurns = createSemaphore(1)
  const longPlaces = createSemaphore(maxLongSnapshots)
  const largePlaces = createSemaphore(Math.max(1, Math.floor(maxLongSnapshots / 2)))
  const filesInProgress = new Map<string, Promise<unknown>>()

  const claim = createBatcher<string, ClaimedJob | undefined>(
    async ids => {
      const claimed = await claimJobs(db, ids, { worker, leaseMs })
      // Two deliveries of a job can meet in a batch; only one of them has claimed it.
      return ids.map(id => {
        const job = claimed.get(id)
        claimed.delete(id)
        return job
      })
    },
    maxBatchSize,
    spacingMs,
  )

  const reuse = createBatcher<ReuseRequest, ReuseOutcome | undefined>(
    requests => reuseArtifacts(db, requests, { generatorVersion, resultTtlMs }),
    maxBatchSize,
    spacingMs,
  )

  // Jobs of one owner share a snapshot: it is read after each of them was claimed, and none of them changes it. A read that
  // fails is that of one owner.
  const readSnapshot = createBatcher<OwnerId, () => SmallSnapshot | LongSnapshotSize>(
    async ownerIds => {
      const owners = [...new Set(ownerIds)]
      const reads = owners.map(id => readSmallSnapshot(snapshotPool, id, maxBytes))
      const settled = await Promise.allSettled(reads)
      return ownerIds.map(id => () => unwrap(settled[owners.indexOf(id)]))
    },
    maxBatchSize,
    spacingMs,
  )

  const finish = createBatcher<FinishRequest, CalendarJob | undefined>(
    requests => finishCalendarJobs(db, requests, resultTtlMs),
    maxFinishBatchSize,
    spacingMs,
  )

  return {
    claim,
    reuse,
    readSmallSnapshot: async ownerId => (await readSnapshot(ownerId))(),
    finish,
    async generateOnce(file, generate, { signal, wait }) {
      const other = filesInProgress.get(file)
      if (other) {
        const ended = other.catch(() => {})
        await wait(raceAbort(ended, signal))
        return undefined
      }
      const own = generate().finally(() => filesInProgress.delete(file))
      filesInProgress.set(file, own)
      return { result: await own }
    },
    async takeSmallTurn(ownerId, signal) {
      using taking = new DisposableStack()
      taking.use(finish.reserve())
      taking.use(await smallTurns.acquire(signal, ownerId))
      // All jobs that wait for a snapshot get it at once: give other work its turn in between.
      await setImmediate()
      return taking.move()
    },
    async takeLongPlace(ownerId, { isLarge }, signal) {
      using taking = new DisposableStack()
      if (isLarge) taking.use(await largePlaces.acquire(signal, ownerId))
      taking.use(await longPlaces.acquire(signal, ownerId))
      return taking.move()
    },
  }
}
