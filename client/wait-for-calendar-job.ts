import { isTerminal } from '../schema/calendar-job.ts'
import type { CalendarJob, Client } from './create-client.ts'

type WaitOptions = { signal?: AbortSignal; onProgress?: (job: CalendarJob) => void }

/**
 * Watches a job until it has succeeded, failed or been cancelled.
 *
 * @param options.onProgress called with every update, including the last
 * @throws TRPCClientError if the job does not exist; the signal's reason when it aborts, which does not stop the job
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
  // The loop ends without an error both when the signal aborts and when the server ends the stream.
  signal?.throwIfAborted()
  throw new Error(`The status stream of job ${id} ended before the job finished`)
}
