import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../process/log.ts'
import { toSqsError } from './sqs-error.ts'

const firstPauseMs = 500
const maxPauseMs = 5_000

export type Outage = {
  /** Something failed: what is wrong is logged when it is not what was wrong before. */
  report: (error: unknown) => void
  /** It works, again or still. */
  end: () => void
  /** Waits the longer the oftener it failed; not at all while it works. Resolves when the signal aborts. */
  pause: (signal: AbortSignal) => Promise<void>
}

/** The times when SQS does not answer, or not as it should, in a log that people read. */
export function createOutage(queue: string, log: Log): Outage {
  let failures = 0
  let known: string | undefined
  return {
    report(error) {
      failures += 1
      const { message, kind } = toSqsError(error, queue)
      if (message !== known) log.warn({ queue, kind }, `${message}. The worker waits, and tries again`)
      known = message
    },
    end() {
      if (known !== undefined) log.info({ queue }, 'SQS answers again')
      failures = 0
      known = undefined
    },
    async pause(signal) {
      if (failures === 0) return
      const pauseMs = Math.min(maxPauseMs, firstPauseMs * 2 ** (failures - 1))
      await delay(pauseMs * (0.75 + Math.random() / 4), undefined, { signal }).catch(() => {})
    },
  }
}
