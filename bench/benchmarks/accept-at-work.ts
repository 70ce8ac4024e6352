import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { compare } from '../report.ts'
import { openOurs } from '../targets/ours.ts'
import type { Side } from '../targets/side.ts'
import { awaitFinish } from './await-finish.ts'

/** Row 2: POST /todos/ical while a worker makes calendars; with Redis, and on the embedded default. */
export async function acceptJobsAtWork(bench: Bench): Promise<RowReport> {
  const { ground, peer } = bench
  const { todos } = bench.settings.sizes
  await using withRedis = await openOurs(ground, 'redis')
  await using embedded = await openOurs(ground, 'postgres')
  for (const side of [withRedis, embedded, peer]) await side?.seed(todos)

  const rates = await takeTurns(
    bench,
    { what: '2. accepting, workers at work', unit: 'jobs/s' },
    {
      redis: () => acceptAtWork(bench, withRedis),
      embedded: () => acceptAtWork(bench, embedded),
      peer: peer && (() => acceptAtWork(bench, peer)),
    },
  )
  const work = '2. the same, workers at work'
  const embeddedWork = '2. the same, embedded default'
  const beside = { other: rates.peer, otherName: 'the peer' }
  return {
    lines: [
      compare({ work, ours: rates.redis, ...beside, atLeast: 15 }),
      compare({ work: embeddedWork, ours: rates.embedded, ...beside, atLeast: 10 }),
    ],
    delays: [
      { work, delays: await withRedis.stop() },
      { work: embeddedWork, delays: await embedded.stop() },
    ],
  }
}

/** @returns jobs accepted a second; what is accepted is then finished before the others have their turn */
async function acceptAtWork({ load, settings }: Bench, side: Side): Promise<number> {
  const { todos, loadMs } = settings.sizes
  const url = `${side.api}/todos/ical`
  await side.startWorkers()
  const first = await load({ url, connections: 1, requests: 10 })
  await awaitFinish(side, first.ids, todos)
  await side.forgetJobs()
  const { ids, perSecond } = await load({ url, connections: 64, durationMs: loadMs })
  await awaitFinish(side, ids, todos)
  await side.stopWorkers()
  await side.forgetJobs()
  return perSecond
}
