/** What BullMQ's queues and producers have in common. */
type Opening = {
  on(event: 'error', listener: () => void): unknown
  waitUntilReady(): Promise<unknown>
  close(): Promise<void>
}

/** Waits until a queue is connected. BullMQ never retries a failed first connection, so the queue is then closed. */
export async function openReady<Queue extends Opening>(queue: Queue): Promise<Queue> {
  queue.on('error', () => {})
  try {
    await queue.waitUntilReady()
  } catch (error) {
    await queue.close().catch(() => {})
    throw error
  }
  return queue
}
