import { setTimeout as delay } from 'node:timers/promises'
import { malformedActions } from './malformed-actions.ts'
import type { Action, SoakContext } from './action.ts'
import { feedActions } from './feed-actions.ts'
import { jobActions } from './job-actions.ts'
import { todoActions } from './todo-actions.ts'
import { watchActions } from './watch-actions.ts'

const actions: Action[] = [
  ...todoActions,
  ...jobActions,
  ...watchActions,
  ...feedActions,
  ...malformedActions,
]
const shares = actions.reduce((sum, { share }) => sum + share, 0)
const maxRunning = 200

/** So many actions a second, whatever becomes of those before; resolves when the last one is done. */
export async function runLoad(
  context: SoakContext,
  { perSecond, durationMs }: { perSecond: number; durationMs: number },
) {
  const underWay = new Set<Promise<void>>()
  const startedAtMs = performance.now()
  for (let n = 0; n < (durationMs / 1000) * perSecond; n += 1) {
    await delay(Math.max(0, startedAtMs + (n / perSecond) * 1000 - performance.now()))
    if (underWay.size >= maxRunning) {
      context.notes.complain(`${maxRunning} actions were under way: the service does not keep up`)
      continue
    }
    const doing = doOne(context, chooseAction(context))
    underWay.add(doing)
    void doing.finally(() => underWay.delete(doing))
  }
  await Promise.all(underWay)
}

async function doOne(context: SoakContext, { name, act }: Action): Promise<void> {
  context.notes.count('actions')
  await act(context).catch((error: unknown) => {
    context.notes.count('actions in vain')
    context.notes.complain(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  })
}

function chooseAction({ roll }: SoakContext): Action {
  let dice = roll() * shares
  const chosen = actions.find(({ share }) => (dice -= share) < 0)
  if (!chosen) throw new Error('There is nothing to do')
  return chosen
}
