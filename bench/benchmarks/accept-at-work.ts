import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { compare } from '../report.ts'
import { openOurs } from '../targets/ours.ts'
import type { Target } from '../targets/target.ts'
import { awaitFinish } from './await-finish.ts'

/** Row 2: POST /todos/ical while a worker creates calendars, with Redis and with the embedded default. */
export async function acceptJobsAtWork(bench: Bench): Promise<RowReport> {
  const { environment, peer } = bench
  const { todos } = bench.settings.sizes
  await using withRedis = await openOurs(environment, 'redis')
  await using embedded = await openOurs(environment, 'postgres')
  for (const target of [withRedis, embedded, peer]) await target?.seed(todos)

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
  const comparison = { other: rates.peer, otherName: 'the peer' }
  return {
    lines: [
      compare({ work, ours: rates.redis, ...comparison, atLeast: 15 }),
      compare({ work: embeddedWork, ours: rates.embedded, ...comparison, atLeast: 10 }),
    ],
    delays: [
      { work, delays: await withRedis.stop() },
      { work: embeddedWork, delays: await embedded.stop() },
    ],
  }
}

/** @returns accepted jobs per second. All of them finish before the next target's turn */
async function acceptAtWork({ load, settings }: Bench, target: Target): Promise<number> {
  const { todos, loadMs } = settings.sizes
  const url = `${target.api}/todos/ical`
  await target.startWorkers()
  const first = await load({ url, connections: 1, requests: 10 })
  await awaitFinish(target, first.ids, todos)
  await target.forgetJobs()
  const { ids, perSecond } = await load({ url, connections: 64, durationMs: loadMs })
  await awaitFinish(target, ids, todos)
  await target.stopWorkers()
  await target.forgetJobs()
  return perSecond
}
