import { Command, InvalidArgumentError, Option } from 'commander'
import { runChaos } from './run-chaos.ts'
import { type BrokerName, brokerNames } from './stage.ts'

const positive = (text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.')
  return value
}

type Options = {
  seed: number
  minutes: number
  broker: BrokerName
  jobsPerSecond: number
  servers: number
  workers: number
  leaseSeconds: number
  pauseSeconds: number
}

const options = new Command('chaos')
  .description(
    'Breaks a whole service of real processes in every way that the seed says, while clients use it, and then looks whether every promise was kept.',
  )
  .option('--seed <n>', 'the same seed gives the same faults', positive, Math.ceil(Math.random() * 1e6))
  .option('--minutes <m>', 'how long things break', positive, 1)
  .addOption(new Option('--broker <name>', 'what carries the jobs').choices(brokerNames).default('postgres'))
  .option('--jobs-per-second <n>', 'jobs asked for', positive, 50)
  .option('--pause-seconds <n>', 'between two faults, at the most', positive, 1.5)
  .option('--servers <n>', 'server processes', positive, 2)
  .option('--workers <n>', 'worker processes', positive, 3)
  .option('--lease-seconds <n>', 'LEASE_SECONDS of them all', positive, 2)
  .parse()
  .opts<Options>()

console.log(`Seed ${options.seed}, ${options.broker}, ${options.minutes} minutes`)
const say = (text: string) => {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}`)
}
const { summary, violations, histories } = await runChaos({ ...options, seconds: options.minutes * 60 }, say)
say('')

const width = Math.max(...Object.keys(summary).map(name => name.length))
for (const [name, value] of Object.entries(summary)) console.log(`${name.padEnd(width)}  ${value}`)
for (const { jobId, lines } of histories) console.log(`\nJob ${jobId}\n  ${lines.join('\n  ')}`)
if (violations.length === 0) console.log('\nEvery promise was kept.')
else {
  console.log(`\n${violations.length} violations; seed ${options.seed}:`)
  for (const { promise, jobId, detail } of violations.slice(0, 50))
    console.log(`  ${promise}: ${jobId} ${detail}`)
  process.exitCode = 1
}
