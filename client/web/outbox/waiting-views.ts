import type { Todo } from '../../create-client.ts'
import { findChange } from './stored-changes.ts'

/** `todo` is null when it was deleted. A change is kept when the server cannot be reached now. */
export type Outcome = { isKept: true } | { isKept: false; todo: Todo | null }

type View = { resolve: (outcome: Outcome) => void; reject: (error: unknown) => void }

/** The views of this tab that wait for the outcome of a change, by the change's id. */
const views = new Map<string, View>()

/** Rejects when the server refuses the change at once. */
export const waitForOutcome = (id: string): Promise<Outcome> =>
  new Promise((resolve, reject) => views.set(id, { resolve, reject }))

export const isAwaited = (id: string): boolean => views.has(id)

/** The view that waits for this change and is told now, if there is one. */
export function takeView(id: string): View | undefined {
  const view = views.get(id)
  views.delete(id)
  return view
}

/** Tells the views whose changes are sent later, wait for a decision, or have been sent by another tab. */
export function releaseViews(): void {
  for (const id of views.keys()) {
    const change = findChange(id)
    if (!change || change.isKept || change.problem) takeView(id)?.resolve({ isKept: true })
  }
}
