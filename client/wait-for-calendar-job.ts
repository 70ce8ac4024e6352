import { isTerminal } from '../schema/calendar-job.ts'
import type { CalendarJob, Client } from './create-client.ts'

type WaitOptions = { signal?: AbortSignal; onProgress?: (job: CalendarJob) => void }

/**
 * Watches a job until it is over; a job that failed or was cancelled is over too.
 *
 * @param options.onProgress is shown every snapshot, the last one too
 * @throws TRPCClientError for a job that there is not; the reason of the signal when it aborts, and the job goes on
 */
export async function waitForCalendarJob(
  client: Client,
  id: string,
  { signal, onProgress }: WaitOptions = {},
): Promise<CalendarJob> {
  const updates = client.calendarJobStatus.subscribe({ id }, signal && { signal })
  for await (const { data: job } of updates) {
    onProgress?.(job)
    if (isTerminal(job.state)) return job
  }
  // An abort ends the loop as the server does.
  signal?.throwIfAborted()
  throw new Error(`The server told of job ${id} no further`)
}
