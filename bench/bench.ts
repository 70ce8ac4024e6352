import type { Environment } from './environment.ts'
import type { Growth } from './growth.ts'
import type { Load } from './load.ts'
import type { Line } from './report.ts'
import type { Sample } from './sample.ts'
import type { Settings } from './command-line.ts'
import type { Delay } from './targets/delays.ts'
import type { Target } from './targets/target.ts'

/** What a row needs to measure. */
export type Bench = {
  settings: Settings
  environment: Environment
  load: Load
  /** The peer with its workers stopped; undefined when it cannot run here. */
  peer: Target | undefined
  /** Prints progress. */
  print: (text: string) => void
}

export type RowReport = {
  lines: Line[]
  delays: { work: string; delays: Delay[] }[]
  growth?: Growth
}

export type Row = (bench: Bench) => Promise<RowReport>

type Measure = () => Promise<number>
type Samples<Measures> = {
  [Name in keyof Measures]: Sample | (undefined extends Measures[Name] ? undefined : never)
}

/** Measures in turns, round by round, so that a disturbance of the machine affects all of them alike. */
export async function takeTurns<Measures extends Record<string, Measure | undefined>>(
  { settings, print }: Bench,
  { what, unit }: { what: string; unit: Sample['unit'] },
  measures: Measures,
): Promise<Samples<Measures>> {
  const samples: Record<string, Sample> = {}
  // Round 0 warms everything up; its results are discarded.
  for (let round = 0; round <= settings.rounds; round += 1) {
    for (const [name, measure] of Object.entries(measures)) {
      if (!measure) continue
      const value = await measure()
      print(
        `${what}, ${round === 0 ? 'warm-up' : `round ${round}`}: ${name} ${Math.round(value * 100) / 100} ${unit}`,
      )
      const sample = (samples[name] ??= { unit, rounds: [] })
      if (round > 0) sample.rounds.push(value)
    }
  }
  return samples as Samples<Measures>
}
