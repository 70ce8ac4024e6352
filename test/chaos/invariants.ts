import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Db } from '../../core/database/db.ts'
import { isTerminal } from '../../schema/calendar-job.ts'
import type { History } from './history.ts'

export type Violation = { guarantee: string; jobId: string; detail: string }

type Finding = { job_id: string; detail: string }

/** Each guarantee with a query that finds its violations. */
const queries: Record<string, ReturnType<typeof sql<Finding>>> = {
  'every job reaches a terminal state': sql`
    select id as job_id, state as detail from calendar_job where state not in ('SUCCESS', 'FAILURE', 'REVOKED')`,
  'exactly one terminal state, permanently': sql`
    select job_id, count(*) || ' changes into a terminal state, or a change after it' as detail
    from audit_job group by job_id
    having count(*) filter (where state in ('SUCCESS', 'FAILURE', 'REVOKED')) <> 1
      or max(n) <> max(n) filter (where state in ('SUCCESS', 'FAILURE', 'REVOKED'))`,
  'only allowed transitions between states': sql`
    select job_id, coalesce(was, 'nothing') || ' → ' || state as detail from audit_job
    where (coalesce(was, ''), state) not in (
      ('', 'PENDING'), ('PENDING', 'STARTED'), ('PENDING', 'REVOKED'), ('STARTED', 'STARTED'), ('STARTED', 'SUCCESS'),
      ('STARTED', 'FAILURE'), ('STARTED', 'RETRY'), ('STARTED', 'REVOKED'), ('RETRY', 'STARTED'), ('RETRY', 'REVOKED')
    )`,
  'each visible change increments the version': sql`
    select job_id, was_version || ' → ' || version as detail from audit_job
    where version <> coalesce(was_version, 0) + 1`,
  'only a claim starts an attempt': sql`
    select job_id, was || ' ' || was_attempt || ' → ' || state || ' ' || attempt as detail from audit_job
    where was is not null
      and attempt <> was_attempt + case when state = 'STARTED' and was <> 'STARTED' then 1 else 0 end`,
  'no fenced attempt publishes': sql`
    select job_id, format('attempt %s, while the job was %s in attempt %s', attempt, job_state, job_attempt) as detail
    from audit_publication
    where attempt is distinct from job_attempt or job_state not in ('STARTED', 'SUCCESS')`,
  'a success has its artifact': sql`
    select job.id as job_id, 'no artifact ' || coalesce(job.artifact_id::text, 'named') as detail from calendar_job job
    where job.state = 'SUCCESS' and not exists (select from artifact where artifact.id = job.artifact_id)`,
  'attempts are recorded': sql`
    select job.id as job_id, job.attempt || ' attempts, ' || count(attempt.*) || ' rows' as detail
    from calendar_job job left join calendar_job_attempt attempt on attempt.job_id = job.id
    group by job.id having count(attempt.*) <> job.attempt`,
  'no attempt of a finished job stays open': sql`
    select job_id, 'attempt ' || attempt as detail from calendar_job_attempt where ended_at is null`,
}

/** Checks a service without load. @returns the violations of guarantees */
export async function findViolations(db: Db, history: History): Promise<Violation[]> {
  const violations: Violation[] = []
  const blame = (guarantee: string, jobId: string, detail: string) =>
    void violations.push({ guarantee, jobId, detail })

  for (const [guarantee, query] of Object.entries(queries)) {
    const { rows } = await query.execute(db)
    for (const { job_id, detail } of rows) blame(guarantee, job_id, detail)
  }
  const jobs = await db.selectFrom('calendar_job').select(['id', 'state']).execute()
  const states = new Map(jobs.map(({ id, state }) => [id, state]))
  for (const id of history.accepted.keys())
    if (!states.has(id)) blame('a 202 is committed', id, 'the row is missing')
  for (const id of states.keys())
    if (!history.accepted.has(id)) blame('one key, one job', id, 'no client received this job')
  for (const conflict of history.conflicts) blame('one key, one job', '', conflict)
  for (const answer of history.badAnswers) blame('no answer is a 500', '', answer)
  for (const id of history.cancelled)
    if (states.get(id) !== 'REVOKED') blame('a cancelled job stays cancelled', id, `it is ${states.get(id)}`)
  for (const [n, { jobId, seen, hasEnded }] of history.watches.entries()) {
    const detail = `watcher ${n} received ${seen.map(({ version, state }) => `${version} ${state}`).join(', ')}`
    if (seen.some(({ version }, at) => at > 0 && version <= (seen[at - 1]?.version ?? 0)))
      blame('versions only increase', jobId, detail)
    const ends = seen.filter(({ state }) => isTerminal(state))
    if (!hasEnded || ends.length !== 1 || seen.at(-1) !== ends[0] || ends[0]?.state !== states.get(jobId))
      blame('every watcher receives the end, once', jobId, detail)
  }
  for (const { jobId, detail } of await findBrokenFiles(db)) blame('a file is complete', jobId, detail)
  return violations
}

async function findBrokenFiles(db: Db): Promise<{ jobId: string; detail: string }[]> {
  const broken: { jobId: string; detail: string }[] = []
  const artifacts = await db
    .selectFrom('artifact')
    .select(['job_id', 'attempt', 'sha256', 'bytes', 'written'])
    .execute()
  for (const { job_id: jobId, attempt, sha256, bytes, written } of artifacts) {
    const parts = await db
      .selectFrom('artifact_part')
      .select('bytes')
      .where('job_id', '=', jobId)
      .where('attempt', '=', attempt)
      .orderBy('n')
      .execute()
    const detail = describeDamage(Buffer.concat(parts.map(part => part.bytes)), { sha256, bytes, written })
    if (detail !== undefined) broken.push({ jobId, detail })
  }
  return broken
}

function describeDamage(
  compressed: Buffer,
  { sha256, bytes, written }: { sha256: string; bytes: number; written: number },
): string | undefined {
  try {
    const file = gunzipSync(compressed)
    const events = file.toString().match(/^BEGIN:VEVENT\r$/gm)?.length ?? 0
    if (file.length !== bytes) return `${file.length} bytes instead of ${bytes}`
    if (createHash('sha256').update(file).digest('hex') !== sha256) return 'wrong digest'
    return events === written ? undefined : `${events} events instead of ${written}`
  } catch (error) {
    return String(error)
  }
}
