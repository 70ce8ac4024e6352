import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { insertCalendarJobs } from '../../core/calendar-jobs/insert.ts'
import { originalCalendarOptions } from '../../schema/calendar-options.ts'
import type { History } from './history.ts'
import type { Stage } from './stage.ts'

const ownerId = 'other'
const burst = 30
const pauseMs = 1_000
const firstSendAfterMs = 2_000
const todos = 30

/**
 * Creates bursts of jobs for an owner without clients, behind which the jobs of the clients would wait: workers then claim
 * jobs with and without a delivery.
 */
export async function startOtherOwner(
  { db, send }: Stage,
  history: History,
): Promise<{ stop: () => Promise<void> }> {
  await sql`insert into owner (id) values (${ownerId})`.execute(db)
  await sql`insert into todo (owner_id, title, deadline_at)
    select ${ownerId}, 'Todo ' || n, now() + make_interval(hours => n) from generate_series(1, ${todos}) n`.execute(
    db,
  )
  const stopped = new AbortController()
  const { signal } = stopped

  async function createBurst(): Promise<void> {
    const jobs = Array.from({ length: burst }, () => {
      const jobId = randomUUID()
      return { jobId, ownerId, options: { ...originalCalendarOptions, name: jobId } }
    })
    // A statement without an answer may have been committed: `stop` finds out.
    const inserted = await insertCalendarJobs(db, jobs, firstSendAfterMs).catch(() => [])
    for (const { id } of inserted) history.accepted.set(id, { key: '', acceptedAtMs: performance.now() })
    await send(inserted.map(({ id }) => ({ jobId: id, attempt: 0, sends: 0 }))).catch(() => {})
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await createBurst()
      await delay(pauseMs, undefined, { signal }).catch(() => {})
    }
  }

  const running = run()
  return {
    async stop() {
      stopped.abort()
      await running
      const { rows } = await sql<{
        id: string
      }>`select id from calendar_job where owner_id = ${ownerId}`.execute(db)
      for (const { id } of rows) {
        if (!history.accepted.has(id)) history.accepted.set(id, { key: '', acceptedAtMs: performance.now() })
      }
    },
  }
}
