import { Command, InvalidArgumentError, Option } from 'commander'
import { abuseNames, abuses, mixed } from './hostile/abuses.ts'
import { checkHostile } from './hostile/hostile-verdict.ts'
import { printHostile } from './hostile/print-hostile.ts'
import { runHostile } from './hostile/run-hostile.ts'
import { printSoaked } from './print-soaked.ts'
import { type Soaked, runSoak } from './run-soak.ts'
import { type BrokerName, brokerNames } from './stage.ts'
import { type Check, checkAll } from './verdict.ts'

const positive = (text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.')
  return value
}

const shownProblems = 20
const minutes = { plain: 30, hostile: 10 }

type Settings = {
  minutes?: number
  broker: BrokerName
  perSecond: number
  hostile: boolean
  memory: number
  only: string[]
}

const settings = new Command('soak')
  .description(
    'Runs mixed load against a complete service and checks for leaks: growing memory, descriptors or connections, and messages or jobs left behind. Short runs never get past the warm-up, in which memory still grows.',
  )
  .option(
    '--minutes <m>',
    `duration of the run (default: ${minutes.plain}, hostile ${minutes.hostile})`,
    positive,
  )
  .addOption(new Option('--broker <name>', 'message broker').choices(brokerNames).default('redis'))
  .option('--per-second <n>', 'client actions per second', positive, 20)
  .option('--hostile', 'attack a server and a worker under a memory limit instead', false)
  .option('--memory <mb>', 'hostile: memory limit of each process, in MB', positive, 512)
  .addOption(
    new Option('--only <name...>', 'hostile: run only these attacks').choices(abuseNames).default([], 'all'),
  )
  .addHelpText('after', () => {
    const lines = Object.entries(abuses).map(([name, what]) => `  ${name.padEnd(12)}${what}`)
    return `
The hostile profile runs a server and a worker under a memory limit: a cgroup, or else a systemd scope, or else a watchdog
that polls their RSS. After a warm-up it runs each attack alone, then most of them at once:

${lines.join('\n')}
  ${mixed.padEnd(12)}all of these at once, except drains and heavy-jobs

Meanwhile a regular user uses the service, and a probe requests /livez every 100 ms. The run fails when a process dies, an
answer is a 5xx other than 503 with Retry-After, /livez takes over 200 ms without the share of the machine (on
a new connection amid a flood: over 1.5 times what the flooded bare server takes), a request of the regular user fails, a job fails, small jobs wait too long, a drain does not exit with 0 in time, or memory,
descriptors or connections grow.`
  })
  .parse()
  .opts<Settings>()

const startedAtMs = performance.now()
const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => reject(new Error(`Interrupted by ${signal}`)))
  }
})
// Until the run has started, nothing awaits this promise.
interrupted.catch(() => {})
const run = settings.hostile ? soakHostile : soakPlainly
const { soaked, checks, report } = await run(settings).catch((error: unknown): never => {
  print(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exit(1)
})
console.log(report)
for (const problem of soaked.notes.problems.slice(0, shownProblems)) print(problem)
for (const [name, log] of soaked.logs) if (log !== '') print(`The log of the ${name}:\n${log}`)
process.exit(checks.every(({ isPassed }) => isPassed) ? 0 : 1)

type Judged = { soaked: Soaked; checks: Check[]; report: string }

async function soakPlainly(settings: Settings): Promise<Judged> {
  const plain = { ...settings, minutes: settings.minutes ?? minutes.plain }
  const soaked = await runSoak(plain, print, interrupted)
  const checks = checkAll(soaked)
  return { soaked, checks, report: printSoaked(plain, soaked, checks, new Date()) }
}

async function soakHostile(settings: Settings): Promise<Judged> {
  const hostile = { ...settings, minutes: settings.minutes ?? minutes.hostile }
  const abused = await runHostile(hostile, print, interrupted)
  const checks = checkHostile(abused.hostile, abused.soaked)
  return { soaked: abused.soaked, checks, report: printHostile(hostile, abused, checks, new Date()) }
}

function print(text: string): void {
  const seconds = Math.round((performance.now() - startedAtMs) / 1000)
  console.error(`${String(seconds).padStart(5)} s  ${text}`)
}
