import { Command, InvalidArgumentError, Option } from 'commander'
import { printSoaked } from './print-soaked.ts'
import { runSoak, type SoakSettings } from './run-soak.ts'
import { brokerNames } from './stage.ts'
import { checkAll } from './verdict.ts'

const positive = (text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.')
  return value
}

const shownComplaints = 20

const settings = new Command('soak')
  .description(
    'Uses a whole service for a long while, as many visitors do, and looks whether memory, descriptors or connections grow and whether anything is left behind. Short runs are all warm-up: memory still grows in them.',
  )
  .option('--minutes <m>', 'how long it is used', positive, 30)
  .addOption(new Option('--broker <name>', 'what carries the jobs').choices(brokerNames).default('redis'))
  .option('--per-second <n>', 'what visitors do a second', positive, 20)
  .parse()
  .opts<SoakSettings>()

const startedAtMs = performance.now()
const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => reject(new Error(`Ended by ${signal}`)))
  }
})
// While it starts nobody listens to it.
interrupted.catch(() => {})
const soaked = await runSoak(settings, say, interrupted).catch((error: unknown): never => {
  say(String(error))
  process.exit(1)
})
const checks = checkAll(soaked)
console.log(printSoaked(settings, soaked, checks, new Date()))
for (const complaint of soaked.notes.complaints.slice(0, shownComplaints)) say(complaint)
for (const [name, log] of soaked.logs) if (log !== '') say(`The log of the ${name}:\n${log}`)
process.exit(checks.every(({ isKept }) => isKept) ? 0 : 1)

function say(text: string): void {
  const seconds = Math.round((performance.now() - startedAtMs) / 1000)
  console.error(`${String(seconds).padStart(5)} s  ${text}`)
}
