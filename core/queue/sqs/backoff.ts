import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../process/log.ts'
import { toSqsError } from './sqs-error.ts'

const minPauseMs = 500
const maxPauseMs = 5_000

/**
 * Calls `attempt` until it succeeds, with an exponential backoff that starts over after a success. Never rejects; resolves
 * with undefined when the signal aborts first.
 */
export type Backoff = <T>(attempt: () => Promise<T>, signal: AbortSignal) => Promise<T | undefined>

/** Logs the beginning and the end of an outage, not every failed attempt. */
export function createBackoff(queue: string, log: Log): Backoff {
  let failures = 0
  let lastMessage: string | undefined

  async function pause(signal: AbortSignal): Promise<void> {
    const pauseMs = Math.min(maxPauseMs, minPauseMs * 2 ** (failures - 1))
    await delay(pauseMs * (0.75 + Math.random() / 4), undefined, { signal }).catch(() => {})
  }

  return async (attempt, signal) => {
    while (!signal.aborted) {
      try {
        const result = await attempt()
        if (failures > 0 && !signal.aborted) log.info({ queue }, 'SQS answers again')
        failures = 0
        lastMessage = undefined
        return result
      } catch (error) {
        if (signal.aborted) break
        failures += 1
        const { message, kind } = toSqsError(error, queue)
        if (message !== lastMessage) log.warn({ queue, kind }, `${message}. The worker keeps trying`)
        lastMessage = message
        await pause(signal)
      }
    }
    return undefined
  }
}
