import type { Bench, RowReport } from '../bench.ts'
import { openBareRoute } from '../limits/open-bare-route.ts'
import type { LoadOrder } from '../load.ts'
import { waitFor } from '../../test/harness/wait-for.ts'
import { compare } from '../report.ts'
import { openOurs } from '../targets/ours.ts'
import type { Target } from '../targets/target.ts'
import { takeTurns } from '../bench.ts'

/** Row 1: POST /todos/ical with the workers stopped, for a short and for a long list, with Redis as broker. */
export async function acceptJobs(bench: Bench): Promise<RowReport> {
  const { environment, load, peer } = bench
  const { todos, longListTodos, loadMs } = bench.settings.sizes
  await using ours = await openOurs(environment, 'redis')
  await using bareRoute = await openBareRoute(environment)
  const pace = { connections: 64, durationMs: loadMs }
  // The peer needs seconds for one POST of a long list; more connections would only queue.
  const longPeerPace = { connections: 4, requests: 8 }

  await ours.seed(todos)
  await peer?.seed(todos)
  const short = await takeTurns(
    bench,
    { what: `1. accepting, ${todos} todos`, unit: 'jobs/s' },
    {
      ours: () => accept(load, ours, pace),
      peer: peer && (() => accept(load, peer, pace)),
      bareRoute: () => bareRoute.measure(load, pace),
    },
  )
  await ours.seed(longListTodos)
  await peer?.seed(longListTodos)
  const long = await takeTurns(
    bench,
    { what: `1. accepting, ${longListTodos} todos`, unit: 'jobs/s' },
    { ours: () => accept(load, ours, pace), peer: peer && (() => accept(load, peer, longPeerPace)) },
  )

  const work = `1. accept jobs, ${todos} todos`
  const longWork = `1. accept jobs, ${longListTodos.toLocaleString('en')} todos`
  return {
    lines: [
      compare({ work, ours: short.ours, other: short.peer, otherName: 'the peer', atLeast: 30 }),
      compare({ work: longWork, ours: long.ours, other: long.peer, otherName: 'the peer', atLeast: 30 }),
      compare({ work, ours: short.ours, other: short.bareRoute, otherName: 'a bare route', atLeast: 0.5 }),
    ],
    delays: [{ work: '1. accept jobs', delays: await ours.stop() }],
  }
}

/** @returns accepted jobs per second, each with a message at the broker */
export async function accept(
  load: Bench['load'],
  target: Target,
  pace: Omit<LoadOrder, 'url'>,
): Promise<number> {
  const { ids, perSecond } = await load({ url: `${target.api}/todos/ical`, ...pace })
  await waitFor(
    `${ids.length} jobs of ${target.name} at the broker`,
    async () => (await target.countWaiting()) === ids.length,
    10_000,
    50,
  )
  await target.forgetJobs()
  return perSecond
}
