import { Agent, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'

// Asks /livez at a steady pace, in turn on a connection of its own and on one that is kept. Beside it, it asks a bare
// server in this same process: what that one takes is the machine's share, and the probe's own.

export type ProbeOrder = { url: string; what: 'start' } | { what: 'report' } | { what: 'pause' | 'resume' }

export type LivezReport = {
  /** Of each answer, what it took beyond the bare server's answer at the same time. */
  answersMs: number[]
  bareMs: number[]
  /** No answer, or another than 200, and why. */
  failures: string[]
}

const everyMs = 100
const answerTimeoutMs = 10_000

let report: LivezReport = { answersMs: [], bareMs: [], failures: [] }
/** While the server is stopped on purpose. */
let isPaused = false
const kept = new Agent({ keepAlive: true, maxSockets: 1 })
const bare = createServer((_, response) => void response.end('ok')).listen(0, '127.0.0.1')
let url = ''
let turn = 0
let isKeptBusy = false

process.on('disconnect', () => process.exit())
process.on('message', (order: ProbeOrder) => {
  if (order.what === 'start') {
    url = order.url
    setInterval(() => void probe(), everyMs)
  } else if (order.what === 'report') {
    process.send?.(report)
    report = { answersMs: [], bareMs: [], failures: [] }
  } else isPaused = order.what === 'pause'
})

async function probe(): Promise<void> {
  if (isPaused) return
  turn += 1
  const isKept = turn % 2 === 0
  // On one connection, a question would wait behind the one before it, whose answer tells enough.
  if (isKept && isKeptBusy) return
  if (isKept) isKeptBusy = true
  const { port } = bare.address() as AddressInfo
  try {
    const [answerMs, bareMs] = await Promise.all([
      timeAnswer(`${url}/livez`, isKept && kept),
      timeAnswer(`http://127.0.0.1:${port}/`, false),
    ])
    report.bareMs.push(bareMs)
    report.answersMs.push(Math.max(0, answerMs - bareMs))
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
