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

/** Starts actions at a constant rate, however long earlier ones take. Resolves when the last one has finished. */
export async function runLoad(
  context: SoakContext,
  { perSecond, durationMs }: { perSecond: number; durationMs: number },
) {
  const running = new Set<Promise<void>>()
  const startedAtMs = performance.now()
  for (let n = 0; n < (durationMs / 1000) * perSecond; n += 1) {
    await delay(Math.max(0, startedAtMs + (n / perSecond) * 1000 - performance.now()))
    if (running.size >= maxRunning) {
      context.notes.report(`${maxRunning} actions were running at once: the service does not keep up`)
      continue
    }
    const action = runAction(context, chooseAction(context))
    running.add(action)
    void action.finally(() => running.delete(action))
  }
  await Promise.all(running)
}

async function runAction(context: SoakContext, { name, act }: Action): Promise<void> {
  context.notes.count('actions')
  await act(context).catch((error: unknown) => {
    context.notes.count('failed actions')
    context.notes.report(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  })
}

function chooseAction({ roll }: SoakContext): Action {
  let dice = roll() * shares
  const chosen = actions.find(({ share }) => (dice -= share) < 0)
  if (!chosen) throw new Error('No action was chosen')
  return chosen
}
