import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bench, Row, RowReport } from './bench.ts'
import { drawGrowth } from './draw-growth.ts'
import { type Ground, openGround } from './environment.ts'
import { startLoad } from './load.ts'
import { describeMachine, readBusyCores } from './machine.ts'
import { printReport, printResultsFile } from './report.ts'
import { acceptJobsAtWork } from './benchmarks/accept-at-work.ts'
import { acceptJobs } from './benchmarks/accept.ts'
import { finishJobs, finishJobsWithFiles } from './benchmarks/finish.ts'
import { measureGrowthOfTodos } from './benchmarks/growth-of-todos.ts'
import { measureGrowthOfWatchers } from './benchmarks/growth-of-watchers.ts'
import { makeLargeCalendar } from './benchmarks/large-job.ts'
import { holdPractical } from './benchmarks/practical.ts'
import { measureTimeToEnd } from './benchmarks/time-to-end.ts'
import { measureWatchers } from './benchmarks/watchers.ts'
import { measureWorkerMemory } from './benchmarks/worker-memory.ts'
import { help, parseSettings, type Settings } from './settings.ts'
import { findPeerProblem, openPeer, type Peer, peerPostgresUrl } from './targets/peer.ts'

const rows: Row[] = [
  acceptJobs,
  acceptJobsAtWork,
  finishJobs,
  finishJobsWithFiles,
  makeLargeCalendar,
  measureWorkerMemory,
  measureTimeToEnd,
  measureWatchers,
  holdPractical,
  measureGrowthOfTodos,
  measureGrowthOfWatchers,
]
const resultsFile = join(import.meta.dirname, 'results.md')
const maxBusyCores = 0.5
const startedAtMs = performance.now()

const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => reject(new Error(`Ended by ${signal}`)))
  }
})
// Whoever waits for something else is not to be told.
interrupted.catch(() => {})

const settings = readSettings()
if (settings === undefined) console.log(help)
else await run(settings).then(() => process.exit(), fail)

async function run(settings: Settings): Promise<void> {
  const busyCores = readBusyCores()
  if (busyCores > maxBusyCores) {
    say(
      `the machine is busy (load ${busyCores.toFixed(1)}): the numbers will be worse than they are, and vary`,
    )
  }
  await using opened = new AsyncDisposableStack()
  say('starting PostgreSQL and Redis')
  const ground = opened.use(await openGround(settings))
  const peer = await openPeerIfPossible(ground)
  if (peer) opened.use(peer)
  const load = await startLoad(ground.processes)
  const reports = await Promise.race([measure({ settings, ground, load, peer, say }), interrupted])

  const report = printReport(reports)
  console.log(report)
  if (settings.isQuick || reports.length < rows.length)
    return say(`${resultsFile} stays as it is: this was not a full run`)
  const servers = {
    postgres: ground.postgresUrl,
    redis: ground.redisUrl,
    peerPostgres: peer && peerPostgresUrl,
  }
  const machine = await describeMachine(servers, { busyCores, workers: settings.workers })
  const growths = reports.flatMap(({ growth }) => growth ?? [])
  for (const growth of growths) await writeFile(join(import.meta.dirname, growth.file), drawGrowth(growth))
  const { rounds } = settings
  await writeFile(resultsFile, printResultsFile({ report, growths, machine, rounds, at: new Date() }))
  say(`${resultsFile} is written`)
}

async function measure(bench: Bench): Promise<RowReport[]> {
  const reports: RowReport[] = []
  for (const [index, row] of rows.entries()) {
    if (bench.settings.rows.has(index + 1)) reports.push(await row(bench))
  }
  return reports
}

async function openPeerIfPossible({ directory }: Ground): Promise<Peer | undefined> {
  const problem = await findPeerProblem()
  if (problem === undefined) {
    say('starting the peer')
    return openPeer(join(directory, 'peer'))
  }
  say(`the peer is not measured: ${problem}`)
  return undefined
}

function readSettings(): Settings | undefined {
  try {
    return parseSettings(process.argv.slice(2))
  } catch (error) {
    return fail(error)
  }
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

function say(text: string): void {
  const seconds = Math.round((performance.now() - startedAtMs) / 1000)
  console.error(`${String(seconds).padStart(5)} s  ${text}`)
}
