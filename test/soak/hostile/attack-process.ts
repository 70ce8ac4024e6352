import { attacks } from './attacks.ts'
import { createTally, type Tally } from './answer-tally.ts'
import type { TargetFacts } from './attack-target.ts'

/** Names an attack. The process runs one order after another and exits with the soak. */
export type AttackOrder = { name: string; facts: TargetFacts }
export type AttackResult = { tally: Tally; error?: string }

process.on('disconnect', () => process.exit())
process.on('message', (order: AttackOrder) => void runOrder(order).then(result => process.send?.(result)))

async function runOrder({ name, facts }: AttackOrder): Promise<AttackResult> {
  const keeper = createTally()
  const endsAtMs = performance.now() + facts.durationMs
  const remainingMs = () => Math.max(0, endsAtMs - performance.now())
  const attack = attacks[name]
  if (!attack) return { tally: keeper.tally, error: `Unknown attack: ${name}` }
  try {
    await attack({ ...facts, ...keeper, remainingMs, host: new URL(facts.url).host })
    return { tally: keeper.tally }
  } catch (error) {
    return { tally: keeper.tally, error: String(error) }
  }
}
