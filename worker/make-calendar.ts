import { setImmediate } from 'node:timers/promises'
import type { Pool } from 'pg'
import { batchSpacingMs, createBatcher } from '../core/concurrency/batcher.ts'
import type { ClaimedJob } from '../core/calendar-jobs/claim.ts'
import { type FinishRequest, finishCalendarJobs } from '../core/calendar-jobs/finish.ts'
import { reportProgress } from '../core/calendar-jobs/progress.ts'
import { createPlaces } from '../core/concurrency/places.ts'
import type { Database } from '../core/database/db.ts'
import type { Delivery } from '../core/queue/queue.ts'
import type { CalendarJob } from '../schema/calendar-job.ts'
import { generateCalendar } from './calendar/generate-calendar.ts'
import { openLongList } from './snapshot/stream-large-list.ts'
import { createProgressReporter } from './progress-reporter.ts'
import { createShortListReader, type ShortList } from './snapshot/read-small-list.ts'
import { simulateWork } from './simulate-work.ts'
import type { Snapshot } from './snapshot/snapshot.ts'

/** Makes the file of a claimed job and ends the job with it. Rejects when the signal aborts. */
export type CalendarMaker = (
  job: ClaimedJob,
  optionsHash: string,
  watch: Watch,
) => Promise<CalendarJob | undefined>

type Watch = {
  signal: AbortSignal
  hint: Delivery['hint']
  /** Awaits something that may take long, without keeping other jobs from being delivered. */
  wait: <T>(turn: Promise<T>) => Promise<T>
}

type MakerSettings = { concurrency: number; simulatedWorkSeconds: number; resultTtlMs: number }

const maxFinishedAtOnce = 32
/** Of the texts of all short lists that jobs of this worker hold at a time. */
const maxShortListsBytes = 32 * 1024 * 1024
const maxShortListBytes = 512 * 1024

/**
 * What a worker holds in memory is bounded by what each of these holds, whatever the texts: short lists by their bytes,
 * and as many as there are jobs; long ones by the batch that is being written, and as many as have a place. Large ones
 * leave places to others, or a list of a thousand todos would wait for one of a million.
 *
 * @param longLists a pool for the lists that have a place; nothing else waits for its connections
 */
export function createCalendarMaker(
  { db, pool }: Database,
  longLists: Pool,
  { concurrency, simulatedWorkSeconds, resultTtlMs }: MakerSettings,
): CalendarMaker {
  const lookAtList = createShortListReader(
    pool,
    Math.min(maxShortListBytes, Math.floor(maxShortListsBytes / concurrency)),
  )
  const oneByOne = createPlaces(1)
  const places = createPlaces(longLists.options.max)
  const largePlaces = createPlaces(Math.max(1, Math.floor(longLists.options.max / 2)))
  const finish = createBatcher<FinishRequest, CalendarJob | undefined>(
    requests => finishCalendarJobs(db, requests, resultTtlMs),
    maxFinishedAtOnce,
    batchSpacingMs,
  )

  return async (job, optionsHash, { signal, hint, wait }) => {
    let total: number | null = null
    await using onProgress = createProgressReporter(async done => {
      const snapshot = await reportProgress(db, job, { done, total })
      if (snapshot) await hint(snapshot)
      return snapshot
    })
    function generate(snapshot: Snapshot) {
      signal.throwIfAborted()
      total = snapshot.total
      // While work is simulated, it is the simulation that tells how far it is.
      return generateCalendar(db, job, snapshot, {
        signal,
        onProgress: simulatedWorkSeconds > 0 ? () => {} : onProgress,
      })
    }

    async function generateShort(shortList: ShortList) {
      using _ = finish.expect()
      using _turn = await oneByOne.take(signal)
      // All jobs that wait for the list get it at once: other work gets its turn in between.
      await setImmediate()
      return await generate(shortList)
    }

    async function generateLong(isLarge: boolean) {
      using _large = isLarge ? await wait(largePlaces.take(signal)) : undefined
      using _place = await wait(places.take(signal))
      await using longList = await openLongList(longLists, job.ownerId, signal)
      return await generate(longList)
    }

    const look = await lookAtList(job.ownerId)
    const staged =
      'shortList' in look ? await generateShort(look.shortList) : await generateLong(look.isLarge)
    if (simulatedWorkSeconds > 0)
      await simulateWork(simulatedWorkSeconds, staged.total, { signal, onProgress })
    return await finish({ job, artifact: { ...staged, optionsHash } })
  }
}
