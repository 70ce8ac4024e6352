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
    'Injects faults, reproducible by the seed, into a complete service of real processes under load, and then checks every guarantee.',
  )
  .option('--seed <n>', 'seed of the faults', positive, Math.ceil(Math.random() * 1e6))
  .option('--minutes <m>', 'duration of the faults', positive, 1)
  .addOption(new Option('--broker <name>', 'message broker').choices(brokerNames).default('postgres'))
  .option('--jobs-per-second <n>', 'load', positive, 50)
  .option('--pause-seconds <n>', 'maximum pause between two faults', positive, 1.5)
  .option('--servers <n>', 'server processes', positive, 2)
  .option('--workers <n>', 'worker processes', positive, 3)
  .option('--lease-seconds <n>', 'LEASE_SECONDS of all processes', positive, 2)
  .parse()
  .opts<Options>()

console.log(`Seed ${options.seed}, ${options.broker}, ${options.minutes} minutes`)
const showProgress = (text: string) => {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}`)
}
const { summary, violations, histories } = await runChaos(
  { ...options, seconds: options.minutes * 60 },
  showProgress,
)
showProgress('')

const width = Math.max(...Object.keys(summary).map(name => name.length))
for (const [name, value] of Object.entries(summary)) console.log(`${name.padEnd(width)}  ${value}`)
for (const { jobId, lines } of histories) console.log(`\nJob ${jobId}\n  ${lines.join('\n  ')}`)
if (violations.length === 0) console.log('\nEvery guarantee was kept.')
else {
  console.log(`\n${violations.length} violations; seed ${options.seed}:`)
  for (const { guarantee, jobId, detail } of violations.slice(0, 50))
    console.log(`  ${guarantee}: ${jobId} ${detail}`)
  process.exitCode = 1
}
