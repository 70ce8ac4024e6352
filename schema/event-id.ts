import type { CalendarJob } from './calendar-job.ts'

/** Names one version of one job, at every door. */
export const toEventId = ({ id, version }: Pick<CalendarJob, 'id' | 'version'>): string => `${id}.${version}`

/** The version that `eventId` names; 0, which is older than all, when it names none of this job. */
export function readVersion(eventId: string | undefined, { id, version: newest }: CalendarJob): number {
  const [jobId, digits = ''] = eventId?.split('.', 2) ?? []
  const version = /^\d{1,9}$/.test(digits) ? Number(digits) : 0
  return jobId === id && version <= newest ? version : 0
}
