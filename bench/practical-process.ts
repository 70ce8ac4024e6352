import { setTimeout as delay } from 'node:timers/promises'
import { type Connection, createLoadConnection } from './load-connection.ts'
import type { PracticalOrder, PracticalResult } from './practical-load.ts'
import { percentile } from './sample.ts'

const answerTimeoutMs = 10_000
/** Requests that are still late this long after the end are dropped. */
const graceMs = 2_000

// A process that runs one order after another and exits with the bench. A request costs it 0.16 ms, so one process can
// drive 4,000 readers at 1,600 requests a second. It then uses a quarter of a core, for all targets alike.
process.on('disconnect', () => process.exit())
process.on('message', (order: PracticalOrder) => void runOrder(order).then(result => process.send?.(result)))

async function runOrder(order: PracticalOrder): Promise<PracticalResult> {
  const { api, readers, planners, rampMs, pauseMs, durationMs } = order
  const { hostname, port, host, pathname } = new URL(`${api}/todos`)
  const startedAtMs = performance.now()
  const endsAtMs = startedAtMs + durationMs
  const readMs: number[] = []
  const planMs: number[] = []
  let errors = 0

  /**
   * An open loop: when the service is late, the next request is late as well, but its time is measured from when it was
   * planned, because that is when a user would have started to wait.
   */
  async function runClient(
    arrivesAfterMs: number,
    times: number[],
    act: (connection: Connection) => Promise<void>,
  ) {
    using connection = createLoadConnection(hostname, Number(port))
    for (let plannedAtMs = startedAtMs + arrivesAfterMs; plannedAtMs < endsAtMs; plannedAtMs += pauseMs) {
      await delay(Math.max(0, plannedAtMs - performance.now()))
      try {
        if (performance.now() > endsAtMs + graceMs) throw new Error('The request is too late')
        await act(connection)
      } catch {
        errors += 1
        connection[Symbol.dispose]()
      }
      times.push(performance.now() - plannedAtMs)
    }
  }

  const list = `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n\r\n`
  const read = async (connection: Connection) => void (await expectStatus(200, connection, list))

  /** Alternately creates a todo and deletes it. */
  function createPlanner(): (connection: Connection) => Promise<void> {
    const content = JSON.stringify({ title: 'Plan', deadline_at: '2030-01-02T03:04:05' })
    const head = `Host: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${content.length}`
    let id: number | undefined
    return async connection => {
      const known = id
      id = undefined
      if (known === undefined) {
        const body = await expectStatus(
          201,
          connection,
          `POST ${pathname} HTTP/1.1\r\n${head}\r\n\r\n${content}`,
        )
        id = (JSON.parse(body) as { id: number }).id
      } else {
        await expectStatus(200, connection, `DELETE ${pathname}/${known} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
      }
    }
  }

  await Promise.all([
    ...Array.from({ length: readers }, (_, n) => runClient((n / readers) * rampMs, readMs, read)),
    ...Array.from({ length: planners }, (_, n) =>
      runClient((n / planners) * pauseMs, planMs, createPlanner()),
    ),
  ])
  // An overloaded service still works on requests that timed out; wait, or they would disturb the next target.
  using last = createLoadConnection(hostname, Number(port))
  await last.ask(list)
  return {
    requests: readMs.length + planMs.length,
    errors,
    readP95Ms: percentile(readMs, 95),
    planP95Ms: percentile(planMs, 95),
  }
}

/** @returns the body. @throws Error for another status or a timeout */
async function expectStatus(status: number, connection: Connection, request: string): Promise<string> {
  const late = new AbortController()
  const answer = await Promise.race([
    connection.ask(request),
    delay(answerTimeoutMs, undefined, { signal: late.signal, ref: false }),
  ]).finally(() => late.abort())
  if (answer?.status !== status) throw new Error(`The answer is ${answer?.status}, not ${status}`)
  return answer.body
}
