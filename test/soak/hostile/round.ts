import type { Ending } from '../../../bench/processes.ts'
import { percentile } from '../../../bench/sample.ts'
import type { CalmReport } from './calm-user.ts'
import type { JobReport } from './large-jobs.ts'
import type { LivezReport } from './probe-process.ts'
import type { Tally } from './answer-tally.ts'

/** The measurements during one attack, or the mix of attacks. */
export type Round = {
  name: string
  seconds: number
  livez: LivezReport
  /** How long new connections to a bare server took under the same flood, if the round floods. */
  bareFloodMs: number[]
  calm: CalmReport
  attacks: Map<string, { tally: Tally; error?: string | undefined }>
  jobs: JobReport[]
  drains: Drain[]
  /** Processes that exited without being asked to. */
  deaths: string[]
  /** The largest RSS of each process. */
  peaksMb: Map<string, number>
}

/** How the server exited after a SIGTERM during slow downloads. */
type Drain = { ending: Ending; seconds: number; limitSeconds: number }

export type Hostile = { limitDescription: string; memoryMb: number; rounds: Round[] }

export const maxOf = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0)

export const p99 = (values: readonly number[]): number => (values.length === 0 ? 0 : percentile(values, 99))
