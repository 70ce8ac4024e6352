import type { Pool } from 'pg'
import pLimit from 'p-limit'
import type { ClaimedJob } from '../core/calendar-jobs/claim.ts'
import { finishCalendarJob } from '../core/calendar-jobs/finish.ts'
import { reportProgress } from '../core/calendar-jobs/progress.ts'
import type { Db } from '../core/db.ts'
import type { Delivery } from '../core/queue/queue.ts'
import type { CalendarJob } from '../schema/calendar-job.ts'
import { generateCalendar } from './generate-calendar.ts'
import { createProgressReporter } from './progress-reporter.ts'
import { simulateWork } from './simulate-work.ts'
import { openSnapshot } from './snapshot.ts'

/** Makes the file of a claimed job and ends the job with it. Rejects when the signal aborts. */
export type CalendarMaker = (
  job: ClaimedJob,
  optionsHash: string,
  watch: { signal: AbortSignal; hint: Delivery['hint'] },
) => Promise<CalendarJob | undefined>

type MakerSettings = { simulatedWorkSeconds: number; resultTtlMs: number }

/** @param snapshots a pool of its own: cursors keep their connections, and would starve every other query */
export function createCalendarMaker(
  db: Db,
  snapshots: Pool,
  { simulatedWorkSeconds, resultTtlMs }: MakerSettings,
): CalendarMaker {
  const inTurn = pLimit(snapshots.options.max)

  return async (job, optionsHash, { signal, hint }) => {
    let total: number | null = null
    await using onProgress = createProgressReporter(async done => {
      const snapshot = await reportProgress(db, job, { done, total })
      if (snapshot) await hint(snapshot)
      return snapshot
    })

    const staged = await inTurn(async () => {
      signal.throwIfAborted()
      await using snapshot = await openSnapshot(snapshots, job.ownerId)
      total = snapshot.total
      // While work is simulated, it is the simulation that tells how far it is.
      return await generateCalendar(db, job, snapshot, {
        signal,
        onProgress: simulatedWorkSeconds > 0 ? () => {} : onProgress,
      })
    })
    if (simulatedWorkSeconds > 0)
      await simulateWork(simulatedWorkSeconds, staged.total, { signal, onProgress })
    return await finishCalendarJob(db, job, { ...staged, optionsHash }, resultTtlMs)
  }
}
