import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'

// Preloaded into the processes of a soak (`node --expose-gc --import`): collects all garbage on request and reports what
// remains. Like the product's own listener of 'disconnect', this listener keeps the IPC channel open.

/** What an idle process keeps after a full garbage collection. */
export type HeapAtRest = {
  /** Includes memory outside of the heap that its objects hold, such as buffers. */
  heapMb: number
  rssMb: number
  /** Timers, sockets and other handles that keep the process alive. */
  resources: number
}

export type HeapOrder = { collect: true }

/** What a finalizer releases is only collected the next time. */
const collections = 2
/** V8 gives memory back to the system in the background: up to 150 MB in the two seconds after a collection. */
const giveBackMs = 3_000

const { gc } = globalThis
if (!gc) throw new Error('The soak needs --expose-gc to collect garbage')

process.on('message', ({ collect }: Partial<HeapOrder>) => {
  if (collect) void reportHeap(gc)
})

async function reportHeap(gc: NodeJS.GCFunction): Promise<void> {
  for (let n = 0; n < collections; n += 1) {
    // The default flavor does not shrink the young generation, and RSS would show that as growth.
    await gc({ type: 'major', execution: 'async', flavor: 'last-resort' })
    await nextTurn()
  }
  const { heapUsed, external } = process.memoryUsage()
  const resources = process.getActiveResourcesInfo().length
  await delay(giveBackMs)
  const report: HeapAtRest = {
    heapMb: (heapUsed + external) / 2 ** 20,
    rssMb: process.memoryUsage.rss() / 2 ** 20,
    resources,
  }
  process.send?.(report)
}
