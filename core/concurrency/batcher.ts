import { setTimeout as delay } from 'node:timers/promises'

type Waiting<In, Out> = { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void }

export type Batcher<In, Out> = {
  (item: In): Promise<Out>
  /** Says that an item is on its way: what waits, waits for it until disposed, while the batch is not full. */
  reserve: () => Disposable
}

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
): Batcher<In, Out> {
  const waiting: Waiting<In, Out>[] = []
  let reserved = 0
  let running = false
  let begunAtMs = -Infinity

  const isDue = () => waiting.length >= maxSize || (waiting.length > 0 && reserved === 0)

  async function drain(): Promise<void> {
    while (isDue()) {
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

  function start(): void {
    if (running || !isDue()) return
    running = true
    // Requests that arrived in the same turn of the event loop go together.
    setImmediate(() => void drain())
  }

  const ask = (item: In) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      start()
    })
  return Object.assign(ask, {
    reserve() {
      reserved += 1
      return {
        [Symbol.dispose]() {
          reserved -= 1
          start()
        },
      }
    },
  })
}
