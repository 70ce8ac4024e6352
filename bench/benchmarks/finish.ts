import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { compare } from '../report.ts'
import { type Ours, openOurs } from '../targets/ours.ts'
import type { Target } from '../targets/target.ts'
import { awaitFinish } from './await-finish.ts'

/** Row 3: finished jobs per second when the list does not change and all jobs share one file. */
export const finishJobs = (bench: Bench): Promise<RowReport> =>
  measureFinishing(bench, {
    work: '3. finish jobs, list unchanged',
    atLeast: 20,
    expectedFiles: () => 1,
  })

/**
 * Row 4: finished jobs per second when no file can be shared. A trigger increments the revision of the todos with every
 * claim, and each job has a name of its own, because jobs that are claimed together would otherwise share a file.
 */
export const finishJobsWithFiles = (bench: Bench): Promise<RowReport> =>
  measureFinishing(bench, {
    work: '4. finish jobs, a file each',
    atLeast: 8,
    expectedFiles: jobs => jobs,
    body: '{"name":"Calendar {n}","timeForm":"floating","uid":"id"}',
    prepare: incrementRevisionWithEveryClaim,
  })

type Work = {
  work: string
  atLeast: number
  expectedFiles: (jobs: number) => number
  body?: string
  prepare?: (ours: Ours) => Promise<void>
}

async function measureFinishing(
  bench: Bench,
  { work, atLeast, expectedFiles, body = '', prepare }: Work,
): Promise<RowReport> {
  const { todos, jobs, peerJobs } = bench.settings.sizes
  const { peer } = bench
  await using ours = await openOurs(bench.environment, 'redis')
  await ours.seed(todos)
  await peer?.seed(todos)
  await prepare?.(ours)

  async function finishOurs(): Promise<number> {
    const rate = await finish(bench, ours, jobs, body)
    const { rows } = await ours.pool.query<{ files: number }>('select count(*)::int as files from artifact')
    if (rows[0]?.files !== expectedFiles(jobs))
      throw new Error(`${jobs} jobs created ${rows[0]?.files} files`)
    await ours.forgetJobs()
    return rate
  }
  async function finishPeers(target: Target): Promise<number> {
    const rate = await finish(bench, target, peerJobs, body)
    await target.forgetJobs()
    return rate
  }

  const rates = await takeTurns(
    bench,
    { what: work, unit: 'jobs/s' },
    { ours: finishOurs, peer: peer && (() => finishPeers(peer)) },
  )
  return {
    lines: [compare({ work, ours: rates.ours, other: rates.peer, otherName: 'the peer', atLeast })],
    delays: [{ work, delays: await ours.stop() }],
  }
}

const warmUpShare = 0.2

/** @returns finished jobs per second of workers that start with a full queue. The first fifth is warm-up */
async function finish(
  { load, settings }: Bench,
  target: Target,
  jobs: number,
  body: string,
): Promise<number> {
  const { ids } = await load({ url: `${target.api}/todos/ical`, connections: 64, requests: jobs, body })
  await target.startWorkers()
  const times = await awaitFinish(target, ids, settings.sizes.todos)
  await target.stopWorkers()
  const first = Math.floor(jobs * warmUpShare)
  return (jobs - 1 - first) / (((times.at(-1) ?? 0) - (times[first] ?? 0)) / 1000)
}

async function incrementRevisionWithEveryClaim(ours: Ours): Promise<void> {
  await ours.pool.query(`
    create function increment_revision() returns trigger language plpgsql as $$
    begin
      update owner set todos_revision = todos_revision + 1
      where exists (select from before_claim where state = 'PENDING');
      return null;
    end $$;
    create trigger increment_revision after update on calendar_job
      referencing old table as before_claim for each statement execute function increment_revision()`)
}
