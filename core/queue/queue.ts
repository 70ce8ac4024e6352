import type { CalendarJob } from '../../schema/calendar-job.ts'

/** What travels: the id of a job, and which sending of which attempt it is. */
export type Message = { jobId: string; attempt: number; sends: number }

/**
 * Never the same for two sendings: a broker that still keeps an earlier message (finished, or active under a dead
 * worker), or that deduplicates, would swallow the new one.
 */
export const toMessageId = ({ jobId, attempt, sends }: Message): string => `${jobId}-${attempt}-${sends}`

export type Delivery = {
  jobId: string
  /** Tells watchers, as far as the broker can; a hint that may be lost. Never rejects, never takes over a second. */
  hint: (snapshot: CalendarJob) => Promise<void>
}

/** Handles a delivery to its end. The snapshot it answers, if any, is the hint that the delivery is over. */
export type Handler = (delivery: Delivery) => Promise<CalendarJob | undefined>

/** Disposing stops taking messages, and waits for those that are being handled. */
export type Consumer = AsyncDisposable & {
  /** Resolves when the broker has been reached for the first time, however long it is down. Never rejects. */
  connected: Promise<void>
}

/** A broker that carries job ids. It may be down at any time, at the start too, without taking anybody with it. */
export type Queue = AsyncDisposable & {
  /** Resolves when the broker has taken all of them; rejects two seconds after its last sign of life. */
  send: (messages: readonly Message[]) => Promise<void>
  consume: (handle: Handler, options: { concurrency: number; name: string }) => Consumer
  /**
   * Calls `listener`, which must not throw, with the hints of every worker. Some get lost, and malformed ones are dropped:
   * another version of this program may have sent them.
   */
  subscribe: (listener: (snapshot: CalendarJob) => void) => AsyncDisposable
}
