import { sql } from 'kysely'
import type { Db } from '../../core/database/db.ts'
import type { History } from './history.ts'
import type { Stage } from './stage.ts'

export type Summary = Record<string, string | number>

export type JobHistory = { jobId: string; lines: string[] }

export async function summarise({ db, processes }: Stage, history: History): Promise<Summary> {
  const { rows: states } = await sql<{ state: string; count: number; attempts: number; artifacts: number }>`
    select state, count(*) as count, sum(attempt) as attempts, count(distinct artifact_id) as artifacts
    from calendar_job group by state order by state`.execute(db)
  const { rows: waits } = await sql<{ median: number; longest: number }>`
    select percentile_cont(0.5) within group (order by extract(epoch from finished_at - created_at)) as median,
      max(extract(epoch from finished_at - created_at))::float8 as longest
    from calendar_job`.execute(db)
  const endings = processes.flatMap(process => process.endings)
  return {
    'jobs accepted': history.accepted.size,
    ...Object.fromEntries(states.map(({ state, count }) => [`jobs ${state}`, count])),
    attempts: states.reduce((total, { attempts }) => total + attempts, 0),
    'different files': states.reduce((total, { artifacts }) => total + artifacts, 0),
    'seconds to the end, median and maximum': `${round(waits[0]?.median)}, ${round(waits[0]?.longest)}`,
    'changes of todos': history.todoChanges,
    'updates of todos received': `${history.todoUpdates}, ${history.todoResets} of them resets, over ${history.todoWatcherConnections} connections`,
    'retried requests': history.unanswered,
    cancelled: history.cancelled.size,
    watchers: history.watches.length,
    'watcher connections': history.watches.reduce((total, { connections }) => total + connections, 0),
    'versions received': history.watches.reduce((total, { seen }) => total + seen.length, 0),
    faults: `${sum(history.faults)}: ${list(history.faults)}`,
    'kills at a step': `${sum(history.kills)}: ${list(history.kills)}`,
    'exits after SIGTERM': `${endings.length}: ${[...new Set(endings)].join(', ')}`,
  }
}

const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0)

const list = (counts: Map<string, number>) =>
  [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

const round = (seconds: number | undefined) => Math.round((seconds ?? 0) * 1000) / 1000

/** What the database and the clients recorded about one job. */
export async function readJobHistory(db: Db, history: History, jobId: string): Promise<JobHistory> {
  const { rows: changes } = await sql<{ at: string; line: string }>`
    select at::text, format('version %s: %s in attempt %s', version, state, attempt) as line
    from audit_job where job_id = ${jobId} order by n`.execute(db)
  const { rows: attempts } = await sql<{ line: string }>`
    select format('attempt %s of %s from %s to %s: %s', attempt, worker, started_at, ended_at, error) as line
    from calendar_job_attempt where job_id = ${jobId} order by attempt`.execute(db)
  const { rows: publications } = await sql<{ line: string }>`
    select format('attempt %s published %s while the job was %s in attempt %s', attempt, artifact_id, job_state, job_attempt) as line
    from audit_publication where job_id = ${jobId}`.execute(db)
  return {
    jobId,
    lines: [
      ...changes.map(({ at, line }) => `${at} ${line}`),
      ...attempts.map(({ line }) => line),
      ...publications.map(({ line }) => line),
      ...history.eventsOf(jobId).map(({ atMs, text }) => `${atMs} ms: ${text}`),
    ],
  }
}
