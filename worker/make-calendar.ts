import { setImmediate } from 'node:timers/promises'
import type { Pool } from 'pg'
import pLimit from 'p-limit'
import { batchSpacingMs, createBatcher } from '../core/batch.ts'
import type { ClaimedJob } from '../core/calendar-jobs/claim.ts'
import { type FinishRequest, finishCalendarJobs } from '../core/calendar-jobs/finish.ts'
import { reportProgress } from '../core/calendar-jobs/progress.ts'
import type { Db } from '../core/db.ts'
import type { Delivery } from '../core/queue/queue.ts'
import type { CalendarJob } from '../schema/calendar-job.ts'
import { generateCalendar } from './generate-calendar.ts'
import { openLongList } from './long-list.ts'
import { createProgressReporter } from './progress-reporter.ts'
import { createShortListReader, type ShortList } from './short-list.ts'
import { simulateWork } from './simulate-work.ts'
import type { Snapshot } from './snapshot.ts'

/** Makes the file of a claimed job and ends the job with it. Rejects when the signal aborts. */
export type CalendarMaker = (
  job: ClaimedJob,
  optionsHash: string,
  watch: { signal: AbortSignal; hint: Delivery['hint'] },
) => Promise<CalendarJob | undefined>

type MakerSettings = { simulatedWorkSeconds: number; resultTtlMs: number }

/** Each brings up to a part of a file along. */
const mostFinishedAtOnce = 32

/** @param snapshots a pool of its own: cursors keep their connections, and would starve every other query */
export function createCalendarMaker(
  db: Db,
  snapshots: Pool,
  { simulatedWorkSeconds, resultTtlMs }: MakerSettings,
): CalendarMaker {
  const readShortList = createShortListReader(snapshots)
  const oneByOne = pLimit(1)
  const inTurn = pLimit(snapshots.options.max)
  const finish = createBatcher<FinishRequest, CalendarJob | undefined>(
    requests => finishCalendarJobs(db, requests, resultTtlMs),
    mostFinishedAtOnce,
    batchSpacingMs,
  )

  return async (job, optionsHash, { signal, hint }) => {
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
      return await oneByOne(async () => {
        // All who wait for the list get it at once: what else is to be done gets its turn in between.
        await setImmediate()
        return generate(shortList)
      })
    }

    const shortList = await readShortList(job.ownerId)
    const staged = shortList
      ? await generateShort(shortList)
      : await inTurn(async () => {
          signal.throwIfAborted()
          await using longList = await openLongList(snapshots, job.ownerId)
          return await generate(longList)
        })
    if (simulatedWorkSeconds > 0)
      await simulateWork(simulatedWorkSeconds, staged.total, { signal, onProgress })
    return await finish({ job, artifact: { ...staged, optionsHash } })
  }
}
