import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { compare } from '../report.ts'
import { type Ours, openOurs } from '../targets/ours.ts'
import type { Side } from '../targets/side.ts'
import { awaitFinish } from './await-finish.ts'

/** Row 3: jobs finished a second when the list does not change: one file is made, the others use it. */
export const finishJobs = (bench: Bench): Promise<RowReport> =>
  measureFinishing(bench, {
    work: '3. finish jobs, list unchanged',
    atLeast: 20,
    expectedFiles: () => 1,
  })

/**
 * Row 4: jobs finished a second when nothing can be used again. The revision of the todos moves with every claim; and
 * each job asks for a name of its own, or those claimed together would still, rightly, share a file.
 */
export const finishJobsWithFiles = (bench: Bench): Promise<RowReport> =>
  measureFinishing(bench, {
    work: '4. finish jobs, a file each',
    atLeast: 8,
    expectedFiles: jobs => jobs,
    body: '{"name":"Calendar {n}","timeForm":"floating","uid":"id"}',
    prepare: moveRevisionWithEveryClaim,
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
  await using ours = await openOurs(bench.ground, 'redis')
  await ours.seed(todos)
  await peer?.seed(todos)
  await prepare?.(ours)

  async function finishOurs(): Promise<number> {
    const rate = await finish(bench, ours, jobs, body)
    const { rows } = await ours.pool.query<{ files: number }>('select count(*)::int as files from artifact')
    if (rows[0]?.files !== expectedFiles(jobs)) throw new Error(`${jobs} jobs made ${rows[0]?.files} files`)
    await ours.forgetJobs()
    return rate
  }
  async function finishPeers(side: Side): Promise<number> {
    const rate = await finish(bench, side, peerJobs, body)
    await side.forgetJobs()
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

/** @returns jobs a second of workers that begin with a full queue; the first fifth is left out, to warm them up */
async function finish({ load, settings }: Bench, side: Side, jobs: number, body: string): Promise<number> {
  const { ids } = await load({ url: `${side.api}/todos/ical`, connections: 64, requests: jobs, body })
  await side.startWorkers()
  const times = await awaitFinish(side, ids, settings.sizes.todos)
  await side.stopWorkers()
  const first = Math.floor(jobs * warmUpShare)
  return (jobs - 1 - first) / (((times.at(-1) ?? 0) - (times[first] ?? 0)) / 1000)
}

async function moveRevisionWithEveryClaim(ours: Ours): Promise<void> {
  await ours.pool.query(`
    create function move_revision() returns trigger language plpgsql as $$
    begin
      update owner set todos_revision = todos_revision + 1
      where exists (select from before_claim where state = 'PENDING');
      return null;
    end $$;
    create trigger move_revision after update on calendar_job
      referencing old table as before_claim for each statement execute function move_revision()`)
}
