import { attacks } from './attacks.ts'
import { createTally, type Tally } from './tally.ts'
import type { TargetFacts } from './target.ts'

/** One attack by its name, in a process that carries out one order after the other and ends with the soak. */
export type AttackOrder = { name: string; facts: TargetFacts }
export type AttackResult = { tally: Tally; error?: string }

process.on('disconnect', () => process.exit())
process.on('message', (order: AttackOrder) => void carryOut(order).then(result => process.send?.(result)))

async function carryOut({ name, facts }: AttackOrder): Promise<AttackResult> {
  const keeper = createTally()
  const endsAtMs = performance.now() + facts.durationMs
  const isOver = () => performance.now() >= endsAtMs
  const attack = attacks[name]
  if (!attack) return { tally: keeper.tally, error: `There is no attack ${name}` }
  try {
    await attack({ ...facts, ...keeper, isOver, host: new URL(facts.url).host })
    return { tally: keeper.tally }
  } catch (error) {
    return { tally: keeper.tally, error: String(error) }
  }
}
