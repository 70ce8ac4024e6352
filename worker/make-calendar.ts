import type { Pool } from 'pg'
import type { ClaimedCalendarJob } from '../core/calendar-jobs/claim.ts'
import { reportProgress } from '../core/calendar-jobs/progress.ts'
import type { Db } from '../core/database/db.ts'
import type { Delivery } from '../core/queue/queue.ts'
import type { CalendarJob } from '../schema/calendar-job.ts'
import type { Batches, Wait } from './batches.ts'
import { generateCalendar } from './calendar/generate-calendar.ts'
import { createProgressReporter } from './progress-reporter.ts'
import { simulateWork } from './simulate-work.ts'
import { openLongSnapshot, type Snapshot } from './snapshot/snapshot.ts'

/** Makes the file of a claimed job and finishes the job with it. Rejects when the signal aborts. */
export type CalendarMaker = (
  job: ClaimedCalendarJob,
  optionsHash: string,
  context: { signal: AbortSignal; hint: Delivery['hint']; wait: Wait },
) => Promise<CalendarJob | undefined>

/** @param snapshotPool the pool that snapshots are read with */
export function createCalendarMaker(
  db: Db,
  batches: Batches,
  snapshotPool: Pool,
  simulatedWorkSeconds: number,
): CalendarMaker {
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
      return generateCalendar(db, job, snapshot, {
        signal,
        // Progress is that of the simulation, if there is one.
        onProgress: simulatedWorkSeconds > 0 ? () => {} : onProgress,
      })
    }

    async function readAndGenerate() {
      const read = await batches.readSmallSnapshot(job.ownerId)
      if ('todos' in read) {
        using _turn = await batches.takeSmallTurn(job.ownerId, signal)
        return await generate(read)
      }
      using _place = await wait(batches.takeLongPlace(job.ownerId, read, signal))
      await using longSnapshot = await openLongSnapshot(snapshotPool, job.ownerId, signal)
      return await generate(longSnapshot)
    }

    const artifact = await readAndGenerate()
    if (simulatedWorkSeconds > 0)
      await simulateWork(simulatedWorkSeconds, artifact.total, { signal, onProgress })
    return await batches.finish({ job, artifact: { ...artifact, optionsHash } })
  }
}
