import { setTimeout as delay } from 'node:timers/promises'

type Waiting<In, Out> = { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void }

/** For the steps of many jobs at once: a third more of them a second, and a lone job waits for none of it. */
export const batchSpacingMs = 8

/**
 * Turns `run`, which serves many items at once, into a function of one item. What arrives while a batch is under way
 * makes up the next one, so that batches grow with the load and a lone item never waits for company.
 *
 * @param run answers each item at the item's own index; when it rejects, all of the batch do
 * @param spacingMs at the least, from the beginning of one batch to that of the next: fewer and larger ones under load
 */
export function createBatcher<In, Out>(
  run: (items: In[]) => Promise<Out[]>,
  maxSize: number,
  spacingMs = 0,
): (item: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = []
  let running = false
  let begunAtMs = -Infinity

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const restMs = begunAtMs + spacingMs - performance.now()
      if (restMs > 0) await delay(restMs)
      begunAtMs = performance.now()
      const batch = waiting.splice(0, maxSize)
      try {
        const outs = await run(batch.map(({ item }) => item))
        batch.forEach(({ resolve }, index) => resolve(outs[index] as Out))
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    running = false
  }

  return item =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (running) return
      running = true
      // Requests that arrived in the same turn of the event loop go together.
      setImmediate(() => void drain())
    })
}
