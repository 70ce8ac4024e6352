import { parseArgs } from 'node:util'

/** The sizes of the measurements. */
type Sizes = {
  todos: number
  longListTodos: number
  loadMs: number
  jobs: number
  peerJobs: number
  memoryTodos: readonly [few: number, many: number]
  watchers: number
  practical: {
    readers: readonly number[]
    planners: number
    rampMs: number
    pauseMs: number
    durationMs: number
  }
  /** Waiting jobs of an owner, and single jobs of another beside them. */
  owners: { waiting: number; jobs: number }
  growthTodos: readonly number[]
  growthWatchers: readonly number[]
}

export type Settings = {
  rows: Set<number>
  rounds: number
  workers: number
  isQuick: boolean
  sizes: Sizes
  profileDir: string | undefined
}

const fullSizes: Sizes = {
  todos: 100,
  longListTodos: 100_000,
  loadMs: 5_000,
  jobs: 5_000,
  peerJobs: 1_000,
  memoryTodos: [10_000, 1_000_000],
  watchers: 10_000,
  practical: {
    readers: [1_000, 2_000, 3_000, 4_000],
    planners: 20,
    rampMs: 10_000,
    pauseMs: 2_500,
    durationMs: 15_000,
  },
  owners: { waiting: 10_000, jobs: 40 },
  growthTodos: [100, 1_000, 10_000, 100_000],
  growthWatchers: [1, 10, 100, 1_000, 10_000],
}

const quickSizes: Sizes = {
  todos: 100,
  longListTodos: 5_000,
  loadMs: 1_000,
  jobs: 1_000,
  peerJobs: 100,
  memoryTodos: [1_000, 50_000],
  watchers: 1_000,
  practical: { readers: [100, 200], planners: 20, rampMs: 2_000, pauseMs: 1_000, durationMs: 4_000 },
  owners: { waiting: 1_000, jobs: 10 },
  growthTodos: [100, 1_000, 5_000],
  growthWatchers: [1, 10, 100, 1_000],
}

export const help = `npm run bench -- [--only ROW]… [--rounds N] [--workers N] [--quick] [--profile DIR]

Compares TaskOverflow with its peer, the course's Python stack, and with the best that its components could do.

  1  accept jobs, workers stopped        4  finish jobs, a file for each
  2  accept jobs, workers at work        5  one large job, from POST to the last byte
  3  finish jobs, one shared file        6  memory of a worker
  7  POST to SUCCESS on the stream       8  many watchers of one job
  9  a practical, growing from 1,000 to 4,000 readers
 10  growth from 100 to 100,000 todos   11  growth from 1 to 10,000 watchers
 12  many watchers of the todos         13  one job beside 10,000 of another owner
 14  what an access token costs

  --only ROW      run only this row; repeatable
  --rounds N      measurements of each kind; the report shows the median (5)
  --workers N     our worker processes (1, as in npm start; the peer has 2)
  --quick         small sizes and 2 rounds: a test of the bench, not of the speed
  --profile DIR   write CPU profiles of our processes there (slows them down)

A full run takes about 45 minutes on two cores, with --rounds 3 about 30, and writes bench/results.md.`

const lastRow = 14

/** @returns undefined for --help. @throws Error that names the wrong argument */
export function parseSettings(args: string[]): Settings | undefined {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h' },
      only: { type: 'string', multiple: true },
      rounds: { type: 'string' },
      workers: { type: 'string', default: '1' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  })
  if (values.help) return undefined
  const all = Array.from({ length: lastRow }, (_, index) => index + 1)
  const rows = values.only?.map(row => parseCount('--only', row, lastRow)) ?? all
  return {
    rows: new Set(rows),
    rounds: values.rounds === undefined ? (values.quick ? 2 : 5) : parseCount('--rounds', values.rounds, 100),
    workers: parseCount('--workers', values.workers, 16),
    isQuick: values.quick,
    sizes: values.quick ? quickSizes : fullSizes,
    profileDir: values.profile,
  }
}

function parseCount(option: string, text: string, max: number): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= max) return count
  throw new Error(`${option} must be a number from 1 to ${max}, not ${text}`)
}
