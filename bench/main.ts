import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bench, Row, RowReport } from './bench.ts'
import { drawGrowth } from './draw-growth.ts'
import { type Environment, openEnvironment } from './environment.ts'
import { startLoad } from './load.ts'
import { describeMachine, readBusyCores } from './machine.ts'
import { printReport, printResultsFile } from './report.ts'
import { acceptJobsAtWork } from './benchmarks/accept-at-work.ts'
import { acceptJobs } from './benchmarks/accept.ts'
import { finishJobs, finishJobsWithFiles } from './benchmarks/finish.ts'
import { measureGrowthOfTodos } from './benchmarks/growth-of-todos.ts'
import { measureGrowthOfWatchers } from './benchmarks/growth-of-watchers.ts'
import { measureOtherOwners } from './benchmarks/other-owners.ts'
import { createLargeCalendar } from './benchmarks/large-job.ts'
import { measurePractical } from './benchmarks/practical.ts'
import { measureTimeToEnd } from './benchmarks/time-to-end.ts'
import { measureTokenCost } from './benchmarks/token-cost.ts'
import { measureTodoWatchers } from './benchmarks/todo-watchers.ts'
import { measureWatchers } from './benchmarks/watchers.ts'
import { measureWorkerMemory } from './benchmarks/worker-memory.ts'
import { help, parseSettings, type Settings } from './command-line.ts'
import { findPeerProblem, openPeer, type Peer, peerPostgresUrl } from './targets/peer.ts'

const rows: Row[] = [
  acceptJobs,
  acceptJobsAtWork,
  finishJobs,
  finishJobsWithFiles,
  createLargeCalendar,
  measureWorkerMemory,
  measureTimeToEnd,
  measureWatchers,
  measurePractical,
  measureGrowthOfTodos,
  measureGrowthOfWatchers,
  measureTodoWatchers,
  measureOtherOwners,
  measureTokenCost,
]
const resultsFile = join(import.meta.dirname, 'results.md')
const maxBusyCores = 0.5
const startedAtMs = performance.now()

const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => reject(new Error(`Interrupted by ${signal}`)))
  }
})
// Until the run has started, nothing awaits this promise.
interrupted.catch(() => {})

const settings = readSettings()
if (settings === undefined) console.log(help)
else await run(settings).then(() => process.exit(), fail)

async function run(settings: Settings): Promise<void> {
  const busyCores = readBusyCores()
  if (busyCores > maxBusyCores) {
    print(`the machine is busy (load ${busyCores.toFixed(1)}): expect worse numbers and a larger spread`)
  }
  await using opened = new AsyncDisposableStack()
  print('starting PostgreSQL and Redis')
  const environment = opened.use(await openEnvironment(settings))
  const peer = await openPeerIfPossible(environment)
  if (peer) opened.use(peer)
  const load = await startLoad(environment.processes)
  const reports = await Promise.race([measure({ settings, environment, load, peer, print }), interrupted])

  const report = printReport(reports)
  console.log(report)
  if (settings.isQuick || reports.length < rows.length)
    return print(`${resultsFile} is unchanged: this was not a full run`)
  const servers = {
    postgres: environment.postgresUrl,
    redis: environment.redisUrl,
    peerPostgres: peer && peerPostgresUrl,
  }
  const machine = await describeMachine(servers, { busyCores, workers: settings.workers })
  const growths = reports.flatMap(({ growth }) => growth ?? [])
  for (const growth of growths) await writeFile(join(import.meta.dirname, growth.file), drawGrowth(growth))
  const { rounds } = settings
  await writeFile(resultsFile, printResultsFile({ report, growths, machine, rounds, at: new Date() }))
  print(`wrote ${resultsFile}`)
}

async function measure(bench: Bench): Promise<RowReport[]> {
  const reports: RowReport[] = []
  for (const [index, row] of rows.entries()) {
    if (bench.settings.rows.has(index + 1)) reports.push(await row(bench))
  }
  return reports
}

async function openPeerIfPossible({ directory }: Environment): Promise<Peer | undefined> {
  const problem = await findPeerProblem()
  if (problem === undefined) {
    print('starting the peer')
    return openPeer(join(directory, 'peer'))
  }
  print(`the peer is not measured: ${problem}`)
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

function print(text: string): void {
  const seconds = Math.round((performance.now() - startedAtMs) / 1000)
  console.error(`${String(seconds).padStart(5)} s  ${text}`)
}
