import type { CalendarJob } from '../../create-client.ts'
import { toResultPath } from './jobs-queries.ts'

/** Downloads the file of a finished job. */
export function saveResult(job: CalendarJob): void {
  const link = document.createElement('a')
  link.href = toResultPath(job)
  link.download = ''
  link.click()
}
