import type { CalendarJob } from './calendar-job.ts'

/** Identifies a version of a job, at every door. */
export const toEventId = ({ id, version }: Pick<CalendarJob, 'id' | 'version'>): string => `${id}.${version}`

/** The version in `eventId`; 0, which is older than all, when it is not one of this job. */
export function readVersion(
  eventId: string | undefined,
  { id, version: newest }: Pick<CalendarJob, 'id' | 'version'>,
): number {
  const [jobId, digits = ''] = eventId?.split('.', 2) ?? []
  const version = /^\d{1,9}$/.test(digits) ? Number(digits) : 0
  return jobId === id && version <= newest ? version : 0
}
