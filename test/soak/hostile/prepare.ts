import { randomUUIDv7 } from 'node:crypto'
import { waitFor } from '../../harness/wait-for.ts'
import type { Client } from '../client.ts'
import { expectStatus } from '../action.ts'
import type { Stage } from '../stage.ts'
import { owners, seedList, shownList } from './seed-owners.ts'
import type { TargetFacts } from './attack-target.ts'

export type Prey = Pick<TargetFacts, 'url' | 'finishedJob' | 'feedPath'>

const jobTimeoutMs = 120_000

/** Fills the lists that the attacks need, and creates a file and a feed. */
export async function prepare({ pool, url }: Stage, client: Client, abuses: string[]): Promise<Prey> {
  await seedList(pool, shownList)
  if (abuses.includes('wide-jobs')) await seedList(pool, owners.wide)
  if (abuses.includes('heavy-jobs')) await seedList(pool, owners.heavy)
  if (abuses.includes('long-jobs')) {
    await seedList(pool, owners.long)
    await seedList(pool, owners.small)
  }
  const accepted = await client.ask('POST', '/api/v1/todos/ical')
  const { task_id: finishedJob } = JSON.parse(expectStatus(accepted, 202)) as { task_id: string }
  const isFinished = async () => {
    const status = await client.ask('GET', `/api/v1/todos/ical/${finishedJob}/status`)
    return expectStatus(status, 200).includes('"task_status":"SUCCESS"')
  }
  await waitFor('the first job to finish', isFinished, jobTimeoutMs, 200)
  const feed = await client.ask('POST', '/api/v1/feeds', { body: { name: 'Soak' } })
  const { url: feedUrl } = JSON.parse(expectStatus(feed, 201)) as { url: string }
  return { url, finishedJob, feedPath: new URL(feedUrl).pathname }
}

/** A job that stays pending: no message for it is sent. */
export async function openPendingJob({ pool }: Stage, { finishedJob }: Prey) {
  const id = randomUUIDv7()
  await pool.query(
    `insert into calendar_job (id, owner_id, options, due_at)
     select $1, owner_id, options, now() + interval '1 year' from calendar_job where id = $2`,
    [id, finishedJob],
  )
  return {
    id,
    [Symbol.asyncDispose]: async () =>
      void (await pool.query('delete from calendar_job where id = $1', [id])),
  }
}
