import { Agent, createServer, get } from 'node:http'
import { listen } from '../../harness/listen.ts'

// Requests /livez at a constant rate, alternating between a new connection and a kept one. At the same time it requests a
// bare server in this process, whose response time is the share of the machine and of the probe itself.

export type ProbeOrder = { url: string; what: 'start' } | { what: 'report' } | { what: 'pause' | 'resume' }

export type LivezReport = {
  /** How much longer each answer on a kept connection took than the bare server's at the same time. */
  keptMs: number[]
  /** The same for new connections, which wait until Node.js accepts them. */
  newMs: number[]
  bareMs: number[]
  /** Why there was no answer, or which status other than 200. */
  failures: string[]
}

const everyMs = 100
const answerTimeoutMs = 10_000

const createReport = (): LivezReport => ({ keptMs: [], newMs: [], bareMs: [], failures: [] })
let report = createReport()
/** True while the server is stopped on purpose. */
let isPaused = false
const kept = new Agent({ keepAlive: true, maxSockets: 1 })
const barePort = await listen(createServer((_, response) => void response.end('ok')))
let url = ''
let turn = 0
let isKeptBusy = false
const running = new Set<Promise<void>>()

process.on('disconnect', () => process.exit())
process.on('message', (order: ProbeOrder) => {
  if (order.what === 'start') {
    url = order.url
    setInterval(startProbing, everyMs)
  } else if (order.what === 'report') void sendReport()
  else isPaused = order.what === 'pause'
})

function startProbing(): void {
  const probing = probe().finally(() => running.delete(probing))
  running.add(probing)
}

/** With the answers that are still awaited: those are the slow ones. */
async function sendReport(): Promise<void> {
  await Promise.all(running)
  process.send?.(report)
  report = createReport()
}

async function probe(): Promise<void> {
  if (isPaused) return
  turn += 1
  const isKept = turn % 2 === 0
  // On the kept connection, a request would only wait for the one before it.
  if (isKept && isKeptBusy) return
  if (isKept) isKeptBusy = true
  try {
    const [answerMs, bareMs] = await Promise.all([
      timeAnswer(`${url}/livez`, isKept && kept),
      timeAnswer(`http://127.0.0.1:${barePort}/`, false),
    ])
    report.bareMs.push(bareMs)
    const list = isKept ? report.keptMs : report.newMs
    list.push(Math.max(0, answerMs - bareMs))
  } catch (error) {
    if (!isPaused) report.failures.push(error instanceof Error ? error.message : String(error))
  } finally {
    if (isKept) isKeptBusy = false
  }
}

function timeAnswer(address: string, agent: Agent | false): Promise<number> {
  const askedAtMs = performance.now()
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const request = get(address, { agent, signal: AbortSignal.timeout(answerTimeoutMs) }, response => {
    response.resume().on('error', reject)
    response.once('end', () => {
      if (response.statusCode === 200) resolve(performance.now() - askedAtMs)
      else reject(new Error(`answered ${response.statusCode}`))
    })
  })
  request.on('error', reject)
  return promise
}
