import { setImmediate } from 'node:timers/promises'

/** @param read is not called when somebody else's reading of the same key serves */
export type SingleFlight<Out> = (key: string, read: () => Promise<Out>) => Promise<Out>

/**
 * Lets all who ask for the same at once share one answer, which nobody may change. It is as new as if each had read it:
 * a reading begins after all who share it have asked, and who asks while it is under way shares the next one. Other keys
 * do not wait for it.
 */
export function createSingleFlight<Out>(): SingleFlight<Out> {
  const waiting = new Map<string, Promise<Out>>()
  const underWay = new Map<string, Promise<Out>>()

  async function begin(key: string, read: () => Promise<Out>): Promise<Out> {
    // Those who ask in one turn of the event loop go together.
    await (underWay.get(key)?.catch(() => {}) ?? setImmediate())
    waiting.delete(key)
    const answer = read()
    underWay.set(key, answer)
    try {
      return await answer
    } finally {
      if (underWay.get(key) === answer) underWay.delete(key)
    }
  }

  return (key, read) => {
    const shared = waiting.get(key)
    if (shared) return shared
    const answer = begin(key, read)
    waiting.set(key, answer)
    return answer
  }
}
