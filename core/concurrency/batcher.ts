import { setTimeout as delay } from 'node:timers/promises'

type Waiting<In, Out> = { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void }

export type Batcher<In, Out> = {
  (item: In): Promise<Out>
  /** Announces an item: a batch that is not full waits for it, until this is disposed. */
  reserve: () => Disposable
}

/**
 * Turns `run`, which handles many items at once, into a function of one item. Items that arrive while a batch runs form the
 * next one, so batches grow with the load, and a lone item never waits for others.
 *
 * @param run returns the result of each item at the item's index; when it rejects, all items of the batch do
 * @param spacingMs the minimum time between the starts of two batches: makes them fewer and larger under load
 */
export function createBatcher<In, Out>(
  run: (items: In[]) => Promise<Out[]>,
  maxSize: number,
  spacingMs = 0,
): Batcher<In, Out> {
  const waiting: Waiting<In, Out>[] = []
  let reserved = 0
  let running = false
  let startedAtMs = -Infinity

  const isReady = () => waiting.length >= maxSize || (waiting.length > 0 && reserved === 0)

  async function drain(): Promise<void> {
    while (isReady()) {
      const restMs = startedAtMs + spacingMs - performance.now()
      if (restMs > 0) await delay(restMs)
      startedAtMs = performance.now()
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
    if (running || !isReady()) return
    running = true
    // Items that arrive in the same turn of the event loop share a batch.
    setImmediate(() => void drain())
  }

  const add = (item: In) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      start()
    })
  return Object.assign(add, {
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
