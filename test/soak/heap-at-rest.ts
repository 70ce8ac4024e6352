import { setImmediate as nextTurn } from 'node:timers/promises'

// Preloaded into the processes of a soak (`node --expose-gc --import`): whenever the soak asks, it collects all garbage
// and tells what is kept. Like the product's own listener of 'disconnect', this one holds the channel open, and no more.

/** What stays when nothing is done and all garbage is collected. */
export type HeapAtRest = {
  /** With what its objects hold outside of it, such as buffers. */
  heapMb: number
  rssMb: number
  /** Timers, sockets and whatever else holds the process open. */
  resources: number
}

export type HeapOrder = { collect: true }

/** What a finalizer lets go, only the next collection takes away. */
const collections = 2

const { gc } = globalThis
if (!gc) throw new Error('Nobody can collect garbage without --expose-gc')

process.on('message', ({ collect }: Partial<HeapOrder>) => {
  if (collect) void tell(gc)
})

async function tell(gc: NodeJS.GCFunction): Promise<void> {
  for (let n = 0; n < collections; n += 1) {
    // The usual flavor leaves the young generation as large as it has become, which RSS would show as growth.
    await gc({ type: 'major', execution: 'async', flavor: 'last-resort' })
    await nextTurn()
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  const told: HeapAtRest = {
    heapMb: (heapUsed + external) / 2 ** 20,
    rssMb: rss / 2 ** 20,
    resources: process.getActiveResourcesInfo().length,
  }
  process.send?.(told)
}
