import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { type Bench, type RowReport, takeTurns } from '../bench.ts'
import { copyGzipStore } from '../limits/run-copy-gzip-store.ts'
import { compare } from '../report.ts'
import { openOurs } from '../targets/ours.ts'
import type { Target } from '../targets/target.ts'
import { createByPolling } from './create-by-polling.ts'

/** Row 5: one job of a long list, from the POST to the last byte of the file. */
export async function createLargeCalendar(bench: Bench): Promise<RowReport> {
  const { environment, peer } = bench
  const { longListTodos: todos } = bench.settings.sizes
  await using ours = await openOurs(environment, 'redis')
  for (const target of [ours, peer]) {
    await target?.seed(todos)
    await target?.startWorkers()
  }
  const work = `5. one job of ${todos.toLocaleString('en')} todos`
  const seconds = await takeTurns(
    bench,
    { what: work, unit: 's' },
    {
      ours: () => createOne(ours, todos),
      peer: peer && (() => createOne(peer, todos)),
      copying: () => copyGzipStore(environment, ours.databaseUrl, todos),
    },
  )
  await peer?.stopWorkers()
  await peer?.forgetJobs()
  return {
    lines: [
      compare({ work, ours: seconds.ours, other: seconds.peer, otherName: 'the peer', atLeast: 10 }),
      compare({
        work,
        ours: seconds.ours,
        other: seconds.copying,
        otherName: 'COPY + gzip + store',
        atLeast: 0.3,
      }),
    ],
    delays: [{ work, delays: await ours.stop() }],
  }
}

/** @returns seconds */
export async function createOne(target: Target, todos: number): Promise<number> {
  await target.changeList()
  const startedAtMs = performance.now()
  const id = await createByPolling(target)
  const { status, file } = await download(`${target.api}/todos/ical/${id}/result`)
  const seconds = (performance.now() - startedAtMs) / 1000

  const events = file.toString('latin1').match(/^BEGIN:VEVENT\r$/gm)?.length
  if (
    status !== 200 ||
    events !== todos ||
    !file.subarray(-17).equals(Buffer.from('\r\nEND:VCALENDAR\r\n'))
  ) {
    throw new Error(`The file of ${target.name} has ${events} events in ${file.length} bytes`)
  }
  return seconds
}

/** Without gzip, as curl does by default. `fetch` would take a sixth of a second longer to read such a file. */
async function download(url: string): Promise<{ status: number | undefined; file: Buffer }> {
  const [response] = (await once(get(url), 'response')) as [IncomingMessage]
  return { status: response.statusCode, file: Buffer.concat(await response.toArray()) }
}
