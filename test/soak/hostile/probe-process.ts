import { readFileSync } from 'node:fs'
import { Agent, createServer, get } from 'node:http'
import { listen } from '../../harness/listen.ts'

// Requests /livez at a constant rate, alternating between a new connection and a kept one. At the same time it requests a
// bare server in this process, whose response time is the share of the machine and of the probe itself, and Linux tells how
// long the server waited for a processor, which attackers, PostgreSQL and workers share with it here.

export type ProbeOrder =
  | { what: 'start'; url: string }
  | { what: 'report' | 'pause' }
  /** `pid` is the server's: a restart gives it another one. */
  | { what: 'resume'; pid: number }

export type LivezReport = {
  /** How long each answer on a kept connection took, less the larger of the shares of the machine. */
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
let pid = 0
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
  if (order.what === 'resume') pid = order.pid
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
    const waitedBeforeMs = readWaitedMs()
    const [answerMs, bareMs] = await Promise.all([
      timeAnswer(`${url}/livez`, isKept && kept),
      timeAnswer(`http://127.0.0.1:${barePort}/`, false),
    ])
    report.bareMs.push(bareMs)
    const list = isKept ? report.keptMs : report.newMs
    list.push(Math.max(0, answerMs - Math.max(bareMs, readWaitedMs() - waitedBeforeMs)))
  } catch (error) {
    if (!isPaused) report.failures.push(error instanceof Error ? error.message : String(error))
  } finally {
    if (isKept) isKeptBusy = false
  }
}

/** How long the server's main thread has been ready to run without a processor; 0 where the system does not tell. */
function readWaitedMs(): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6
  } catch {
    return 0
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
