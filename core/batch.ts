type Waiting<In, Out> = { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void }

/**
 * Turns `run`, which serves many items at once, into a function of one item. What arrives while a batch is under way
 * makes up the next one, so that batches grow with the load and a lone item never waits for company.
 *
 * @param run answers each item at the item's own index; when it rejects, all of the batch do
 */
export function createBatcher<In, Out>(
  run: (items: In[]) => Promise<Out[]>,
  maxSize: number,
): (item: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = []
  let running = false

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
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
