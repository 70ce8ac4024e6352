import { setTimeout as delay } from 'node:timers/promises'
import { badDeeds } from './malformed-actions.ts'
import type { Deed, World } from './action.ts'
import { feedDeeds } from './feed-actions.ts'
import { jobDeeds } from './job-actions.ts'
import { todoDeeds } from './todo-actions.ts'
import { watchDeeds } from './watch-actions.ts'

const deeds: Deed[] = [...todoDeeds, ...jobDeeds, ...watchDeeds, ...feedDeeds, ...badDeeds]
const shares = deeds.reduce((sum, { share }) => sum + share, 0)
const mostUnderWay = 200

/** So many deeds a second, whatever becomes of those before; resolves when the last one is done. */
export async function runLoad(
  world: World,
  { perSecond, durationMs }: { perSecond: number; durationMs: number },
) {
  const underWay = new Set<Promise<void>>()
  const startedAtMs = performance.now()
  for (let n = 0; n < (durationMs / 1000) * perSecond; n += 1) {
    await delay(Math.max(0, startedAtMs + (n / perSecond) * 1000 - performance.now()))
    if (underWay.size >= mostUnderWay) {
      world.notes.complain(`${mostUnderWay} deeds were under way: the service does not keep up`)
      continue
    }
    const doing = doOne(world, chooseDeed(world))
    underWay.add(doing)
    void doing.finally(() => underWay.delete(doing))
  }
  await Promise.all(underWay)
}

async function doOne(world: World, { name, act }: Deed): Promise<void> {
  world.notes.count('deeds')
  await act(world).catch((error: unknown) => {
    world.notes.count('deeds in vain')
    world.notes.complain(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  })
}

function chooseDeed({ roll }: World): Deed {
  let dice = roll() * shares
  const chosen = deeds.find(({ share }) => (dice -= share) < 0)
  if (!chosen) throw new Error('There is nothing to do')
  return chosen
}
