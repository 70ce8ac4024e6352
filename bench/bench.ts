import type { Ground } from './environment.ts'
import type { Growth } from './growth.ts'
import type { Load } from './load.ts'
import type { Line } from './report.ts'
import type { Sample } from './sample.ts'
import type { Settings } from './settings.ts'
import type { Delay } from './targets/delays.ts'
import type { Side } from './targets/side.ts'

/** What a row measures with. */
export type Bench = {
  settings: Settings
  ground: Ground
  load: Load
  /** With its workers stopped; undefined when it cannot run here. */
  peer: Side | undefined
  /** Tells the person who waits. */
  say: (text: string) => void
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

/** Measures in turns, round by round, so that whatever slows the machine down for a while slows all of them down. */
export async function takeTurns<Measures extends Record<string, Measure | undefined>>(
  { settings, say }: Bench,
  { what, unit }: { what: string; unit: Sample['unit'] },
  measures: Measures,
): Promise<Samples<Measures>> {
  const samples: Record<string, Sample> = {}
  // What round 0 measures is thrown away: it is there to warm everything up.
  for (let round = 0; round <= settings.rounds; round += 1) {
    for (const [name, measure] of Object.entries(measures)) {
      if (!measure) continue
      const value = await measure()
      say(
        `${what}, ${round === 0 ? 'warming up' : `round ${round}`}: ${name} ${Math.round(value * 100) / 100} ${unit}`,
      )
      const sample = (samples[name] ??= { unit, rounds: [] })
      if (round > 0) sample.rounds.push(value)
    }
  }
  return samples as Samples<Measures>
}
