import type { LoadOrder, LoadResult } from './load.ts'
import { createLoadConnection } from './load-connection.ts'
import { percentile } from './sample.ts'

// The load generator: a process that runs one order after another and exits with the bench.
process.on('disconnect', () => process.exit())
process.on('message', (order: LoadOrder) => {
  void runOrder(order).then(
    result => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})

/** A closed loop: each connection sends a request, waits for the answer, and sends the next. */
async function runOrder({
  url,
  connections,
  headers = {},
  body = '',
  requests = Infinity,
  durationMs,
}: LoadOrder): Promise<LoadResult> {
  const { hostname, port, host, pathname } = new URL(url)
  const toRequest = createRequest(`POST ${pathname}`, { host, ...headers }, body)
  const bodies: string[] = []
  const latenciesMs: number[] = []
  const startedAtMs = performance.now()
  const untilMs = durationMs === undefined ? Infinity : startedAtMs + durationMs
  let asked = 0
  let inTime = 0

  async function requestRepeatedly(): Promise<void> {
    using connection = createLoadConnection(hostname, Number(port))
    while (asked < requests && performance.now() < untilMs) {
      const askedAtMs = performance.now()
      const answer = await connection.ask(toRequest((asked += 1)))
      const answeredAtMs = performance.now()
      if (answer.status !== 202) throw new Error(`${url} answered ${answer.status}: ${answer.body}`)
      if (answeredAtMs <= untilMs) inTime += 1
      latenciesMs.push(answeredAtMs - askedAtMs)
      bodies.push(answer.body)
    }
  }

  await Promise.all(Array.from({ length: connections }, requestRepeatedly)).finally(() => (asked = Infinity))
  const seconds = (durationMs ?? performance.now() - startedAtMs) / 1000
  const ids = bodies.map(text => (JSON.parse(text) as { task_id: string }).task_id)
  if (new Set(ids).size !== ids.length) throw new Error(`${url} returned the same id twice`)
  return {
    ids,
    perSecond: inTime / seconds,
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
  }
}

/** `{n}` in a body stands for the number of the request. */
function createRequest(line: string, headers: Record<string, string>, body: string): (n: number) => string {
  const all = { ...headers, ...(body !== '' && { 'content-type': 'application/json' }) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `${line} HTTP/1.1\r\n${lines.join('')}content-length: `
  return n => {
    const content = body.replace('{n}', String(n))
    return `${head}${content.length}\r\n\r\n${content}`
  }
}
