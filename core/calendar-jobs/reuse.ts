import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { type Db, executePrepared } from '../database/db.ts'
import { type JobRow, jobColumns, toCalendarJob } from './job-row.ts'
import type { ClaimedCalendarJob } from './claim.ts'

/** Hashes resolved options, in any order, for the identity of an artifact. */
export const hashOptions = (options: CalendarOptions): string =>
  createHash('sha256')
    .update(JSON.stringify(options, Object.keys(options).toSorted()))
    .digest('hex')

export type ReuseRequest = { job: ClaimedCalendarJob; optionsHash: string }

/** The finished job, or the revision of the todos that has no artifact yet. */
export type ReuseOutcome = { finished: CalendarJob } | { todosRevision: number }

type ReuseSettings = { generatorVersion: number; resultTtlMs: number }

/**
 * Finishes the claimed jobs whose file already exists: same owner, options, revision of the todos, and generator. An
 * artifact past half of its lifetime is extended to the full one, and used only if that succeeds: it could be deleted at
 * the same moment.
 *
 * @returns one outcome per request; undefined for a job that this worker no longer holds
 */
export async function reuseArtifacts(
  db: Db,
  requests: readonly ReuseRequest[],
  { generatorVersion, resultTtlMs }: ReuseSettings,
): Promise<(ReuseOutcome | undefined)[]> {
  const ttl = sql`make_interval(secs => ${resultTtlMs / 1000})`
  const statement = sql<JobRow & { wanted_id: string; todos_revision: number; found: boolean }>`
    with wanted as (
      select * from unnest(
        ${requests.map(({ job }) => job.id)}::uuid[],
        ${requests.map(({ job }) => job.attempt)}::int[],
        ${requests.map(({ job }) => job.ownerId)}::text[],
        ${requests.map(({ optionsHash }) => optionsHash)}::text[]
      ) as wanted (id, attempt, owner_id, options_hash)
    ), looked_up as (
      select wanted.id, wanted.attempt, owner.todos_revision, artifact.id as artifact_id,
        artifact.written, artifact.skipped, artifact.total, artifact.expires_at
      from wanted join owner on owner.id = wanted.owner_id
      left join lateral (
        select * from artifact
        where artifact.owner_id = wanted.owner_id and artifact.options_hash = wanted.options_hash
          and artifact.todos_revision = owner.todos_revision and artifact.generator_version = ${generatorVersion}
        limit 1
      ) artifact on true
    ), extended as (
      update artifact set expires_at = now() + ${ttl}
      where id = any(array(select artifact_id from looked_up where expires_at < now() + ${ttl} / 2))
      returning id
    ), mine as (
      select job.id, looked_up.artifact_id, looked_up.written, looked_up.skipped, looked_up.total
      from calendar_job job join looked_up on job.id = looked_up.id and job.attempt = looked_up.attempt
      where job.state = 'STARTED'
        and (looked_up.expires_at >= now() + ${ttl} / 2 or looked_up.artifact_id in (select id from extended))
      order by job.id for no key update of job
    ), finished as (
      update calendar_job job set
        state = 'SUCCESS', version = version + 1, artifact_id = mine.artifact_id, done = mine.total, total = mine.total,
        written = mine.written, skipped = mine.skipped, finished_at = now(), lease_until = null, due_at = null
      from mine where job.id = mine.id
      returning ${jobColumns}
    ), ended as (
      update calendar_job_attempt attempt set ended_at = now()
      from finished where attempt.job_id = finished.id and attempt.attempt = finished.attempt
    )
    select looked_up.id as wanted_id, looked_up.todos_revision, finished.id is not null as found, finished.*
    from looked_up left join finished on finished.id = looked_up.id`
  const rows = await executePrepared(db, 'reuse', statement)
  const outcomes = new Map<string, ReuseOutcome>(
    rows.map(row => [
      row.wanted_id,
      row.found ? { finished: toCalendarJob(row) } : { todosRevision: row.todos_revision },
    ]),
  )
  return requests.map(({ job }) => outcomes.get(job.id))
}
