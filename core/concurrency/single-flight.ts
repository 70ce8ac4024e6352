import { setImmediate } from 'node:timers/promises'

/** @param read is not called when another caller's read of the same key can be shared */
export type SingleFlight<Out> = (key: string, read: () => Promise<Out>) => Promise<Out>

/**
 * Coalesces concurrent reads of the same key. The shared result is read-only and never older than the caller's request: a read
 * starts after all callers that share it have asked, and callers that ask while it is running share the next one. Other
 * keys do not wait for it.
 */
export function createSingleFlight<Out>(): SingleFlight<Out> {
  const waiting = new Map<string, Promise<Out>>()
  const running = new Map<string, Promise<Out>>()

  async function start(key: string, read: () => Promise<Out>): Promise<Out> {
    // Callers in the same turn of the event loop share a read.
    await (running.get(key)?.catch(() => {}) ?? setImmediate())
    waiting.delete(key)
    const answer = read()
    running.set(key, answer)
    try {
      return await answer
    } finally {
      if (running.get(key) === answer) running.delete(key)
    }
  }

  return (key, read) => {
    const shared = waiting.get(key)
    if (shared) return shared
    const answer = start(key, read)
    waiting.set(key, answer)
    return answer
  }
}
