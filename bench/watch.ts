import { fileURLToPath } from 'node:url'
import type { Processes } from './processes.ts'

/** Opens `watchers` event streams on `url`. `first` and `end` are texts of the first event and of the last that counts. */
export type WatchOrder = { url: string; watchers: number; first: string; end: string }

/** When each watcher received the end, in ms since 1970, ascending. */
type WatchResult = { endsAtMs: number[] }

export type Watch = (order: WatchOrder) => Promise<{ ends: Promise<WatchResult> }>

/** Starts a process for the watchers, which keeps their memory out of the server's. */
export async function startWatch(processes: Processes): Promise<Watch> {
  const process = await processes.startNode('watch', [
    fileURLToPath(import.meta.resolve('./watch-process.ts')),
  ])
  return async order => {
    const opened = process.nextMessage()
    process.send(order)
    await opened
    return { ends: process.nextMessage() as Promise<WatchResult> }
  }
}
