import { setTimeout as delay } from 'node:timers/promises'
import { type Connection, createLoadConnection } from './load-connection.ts'
import type { PracticalOrder, PracticalResult } from './practical.ts'
import { percentile } from './sample.ts'

const answerTimeoutMs = 10_000
/** What could not be asked so long after the end is not asked any more. */
const graceMs = 2_000

// A process that carries out one order after the other, and ends with the bench.
// A request costs it 0.16 ms: one process is enough for 4,000 readers, 1,600 requests a second. It takes a quarter of a
// core then, from both sides alike.
process.on('disconnect', () => process.exit())
process.on('message', (order: PracticalOrder) => void carryOut(order).then(result => process.send?.(result)))

async function carryOut(order: PracticalOrder): Promise<PracticalResult> {
  const { api, readers, planners, rampMs, pauseMs, durationMs } = order
  const { hostname, port, host, pathname } = new URL(`${api}/todos`)
  const startedAtMs = performance.now()
  const endsAtMs = startedAtMs + durationMs
  const readMs: number[] = []
  const planMs: number[] = []
  let errors = 0

  /**
   * An open loop: when the service is late, the next request is late as well, but its time counts from when it was
   * planned, for that is when somebody began to wait.
   */
  async function visit(
    arrivesAfterMs: number,
    times: number[],
    act: (connection: Connection) => Promise<void>,
  ) {
    using connection = createLoadConnection(hostname, Number(port))
    for (let plannedAtMs = startedAtMs + arrivesAfterMs; plannedAtMs < endsAtMs; plannedAtMs += pauseMs) {
      await delay(Math.max(0, plannedAtMs - performance.now()))
      try {
        if (performance.now() > endsAtMs + graceMs) throw new Error('Its turn did not come')
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

  /** Makes a todo, and deletes it the next time. */
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
    ...Array.from({ length: readers }, (_, n) => visit((n / readers) * rampMs, readMs, read)),
    ...Array.from({ length: planners }, (_, n) => visit((n / planners) * pauseMs, planMs, createPlanner())),
  ])
  // What was given up waits at an overloaded service still, and would take the cores from the other side's turn.
  using last = createLoadConnection(hostname, Number(port))
  await last.ask(list)
  return {
    requests: readMs.length + planMs.length,
    errors,
    readP95Ms: percentile(readMs, 95),
    planP95Ms: percentile(planMs, 95),
  }
}

/** @returns the body. @throws Error for another answer, or none in time */
async function expectStatus(status: number, connection: Connection, request: string): Promise<string> {
  const late = new AbortController()
  const answer = await Promise.race([
    connection.ask(request),
    delay(answerTimeoutMs, undefined, { signal: late.signal, ref: false }),
  ]).finally(() => late.abort())
  if (answer?.status !== status) throw new Error(`The answer is ${answer?.status}, not ${status}`)
  return answer.body
}
