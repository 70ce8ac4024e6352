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

const shownComplaints = 20
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
    'Uses a whole service for a long while, as many visitors do, and looks whether memory, descriptors or connections grow and whether anything is left behind. Short runs are all warm-up: memory still grows in them.',
  )
  .option(
    '--minutes <m>',
    `how long it is used (default: ${minutes.plain}, hostile ${minutes.hostile})`,
    positive,
  )
  .addOption(new Option('--broker <name>', 'what carries the jobs').choices(brokerNames).default('redis'))
  .option('--per-second <n>', 'what visitors do a second', positive, 20)
  .option('--hostile', 'abuses a server and a worker under a memory limit instead', false)
  .option('--memory <mb>', 'hostile: the limit of each process', positive, 512)
  .addOption(
    new Option('--only <name...>', 'hostile: only these abuses').choices(abuseNames).default([], 'all'),
  )
  .addHelpText('after', () => {
    const lines = Object.entries(abuses).map(([name, what]) => `  ${name.padEnd(12)}${what}`)
    return `
The hostile profile runs a server and a worker under a memory limit (a cgroup where one can be made, else a scope of
systemd, else a watchdog that looks at their RSS). After a warm-up, each abuse goes on alone, then most of them at once:

${lines.join('\n')}
  ${mixed.padEnd(12)}all of these at once, without drains and heavy-jobs

Meanwhile a calm user uses the service, and a probe asks /livez each 100 ms. The run fails when a process ends, an answer is
a 5xx other than 503 with Retry-After, /livez takes more than 200 ms longer than a bare server beside it, the calm user
is not served, a job does not succeed, small jobs wait, a drain does not end with 0 in time, or anything grows.`
  })
  .parse()
  .opts<Settings>()

const startedAtMs = performance.now()
const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => reject(new Error(`Ended by ${signal}`)))
  }
})
// While it starts nobody listens to it.
interrupted.catch(() => {})
const run = settings.hostile ? soakHostile : soakPlainly
const { soaked, checks, report } = await run(settings).catch((error: unknown): never => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exit(1)
})
console.log(report)
for (const complaint of soaked.notes.complaints.slice(0, shownComplaints)) say(complaint)
for (const [name, log] of soaked.logs) if (log !== '') say(`The log of the ${name}:\n${log}`)
process.exit(checks.every(({ isKept }) => isKept) ? 0 : 1)

type Judged = { soaked: Soaked; checks: Check[]; report: string }

async function soakPlainly(given: Settings): Promise<Judged> {
  const plain = { ...given, minutes: given.minutes ?? minutes.plain }
  const soaked = await runSoak(plain, say, interrupted)
  const checks = checkAll(soaked)
  return { soaked, checks, report: printSoaked(plain, soaked, checks, new Date()) }
}

async function soakHostile(given: Settings): Promise<Judged> {
  const hostile = { ...given, minutes: given.minutes ?? minutes.hostile }
  const abused = await runHostile(hostile, say, interrupted)
  const checks = checkHostile(abused.hostile, abused.soaked)
  return { soaked: abused.soaked, checks, report: printHostile(hostile, abused, checks, new Date()) }
}

function say(text: string): void {
  const seconds = Math.round((performance.now() - startedAtMs) / 1000)
  console.error(`${String(seconds).padStart(5)} s  ${text}`)
}
