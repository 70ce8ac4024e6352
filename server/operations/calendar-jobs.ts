import { getAttempts as listAttempts } from '../../core/calendar-jobs/attempts.ts'
import { cancelCalendarJob as cancel } from '../../core/calendar-jobs/cancel.ts'
import { countCalendarJobs as count } from '../../core/calendar-jobs/count.ts'
import {
  getCalendarJob as get,
  getCalendarJobs,
  listCalendarJobs as list,
} from '../../core/calendar-jobs/find.ts'
import { type CalendarResult, getCalendarResult as getResult } from '../../core/calendar-jobs/result.ts'
import { retryCalendarJob as retry } from '../../core/calendar-jobs/retry.ts'
import { type CalendarJob, isTerminal } from '../../schema/calendar-job.ts'
import type { CalendarJobAttempt } from '../../schema/calendar-job-attempt.ts'
import type { CalendarJobCounts } from '../../schema/calendar-job-counts.ts'
import type { CalendarOptions, RequestedOptions } from '../../schema/calendar-options.ts'
import { readVersion } from '../../schema/event-id.ts'
import { completeOptions } from '../../schema/resolve-options.ts'
import type { CalendarOptionsWire } from '../../schema/wire/calendar-options.ts'
import type { RequestContext } from '../context.ts'
import type { JobListInput } from './list-inputs.ts'
import { type Page, toJobCursor, toPage } from './paging.ts'
import { resolveOptions } from './resolve-filter.ts'

export async function listCalendarJobs(
  { db, ownerId }: RequestContext,
  { state, first, after }: JobListInput,
): Promise<Page<CalendarJob>> {
  return toPage(await list(db, ownerId, { state, limit: first + 1, before: after }), first, toJobCursor)
}

export const getCalendarJob = ({ db, ownerId }: RequestContext, id: string): Promise<CalendarJob> =>
  get(db, ownerId, id)

export const getAttempts = ({ db, ownerId }: RequestContext, id: string): Promise<CalendarJobAttempt[]> =>
  listAttempts(db, ownerId, id)

export const countCalendarJobs = ({ db, ownerId }: RequestContext): Promise<CalendarJobCounts> =>
  count(db, ownerId)

export const getCalendarResult = ({ db, ownerId }: RequestContext, id: string): Promise<CalendarResult> =>
  getResult(db, ownerId, id)

export async function createCalendarJob(
  ctx: RequestContext,
  requested: RequestedOptions,
  idempotencyKey: string | undefined,
): Promise<CalendarJob> {
  const options = await resolveOptions(ctx, requested)
  return ctx.createJob({ ownerId: ctx.ownerId, options, idempotencyKey })
}

export const cancelCalendarJob = (
  { db, jobUpdates, ownerId }: RequestContext,
  id: string,
): Promise<CalendarJob> => cancel(db, jobUpdates, ownerId, id)

export const retryCalendarJob = (
  { db, createJob, ownerId }: RequestContext,
  id: string,
  idempotencyKey: string | undefined,
): Promise<CalendarJob> => retry(db, createJob, ownerId, id, idempotencyKey)

/**
 * The jobs that a watcher still has something to see of, each with the version that it has seen, 0 for none. A watcher
 * that has seen the end of a job would wait for it without end, because no update follows.
 *
 * @param after the last event id that the watcher has seen; one that belongs to none of the jobs counts as none
 * @throws AppError notFound, gone
 */
export async function findUnseenJobs(
  { db, ownerId }: RequestContext,
  ids: readonly string[],
  after?: string,
): Promise<Map<string, number>> {
  return toUnseen(await getCalendarJobs(db, ownerId, ids), after)
}

/** The jobs of `findUnseenJobs`. */
export function toUnseen(
  jobs: readonly Pick<CalendarJob, 'id' | 'state' | 'version'>[],
  after?: string,
): Map<string, number> {
  const seen = jobs.map(job => ({ job, version: readVersion(after, job) }))
  const unseen = seen.filter(({ job, version }) => !isTerminal(job.state) || version < job.version)
  return new Map(unseen.map(({ job, version }) => [job.id, version]))
}

/** The status and the file of a job are resources of the REST door, for clients of the other doors too. */
export function toJobUrls(
  { baseUrl }: Pick<RequestContext, 'baseUrl'>,
  id: string,
): { statusUrl: string; resultUrl: string } {
  const url = `${baseUrl}/api/v1/todos/ical/${id}`
  return { statusUrl: `${url}/status`, resultUrl: `${url}/result` }
}

/** The options with their defaults, without those that only the server sets. */
export function toOptionsWire(options: CalendarOptions): CalendarOptionsWire {
  const {
    completedMark: _mark,
    refreshHours: _hours,
    overdueBefore: _before,
    today: _today,
    ...chosen
  } = completeOptions(options)
  return chosen
}
