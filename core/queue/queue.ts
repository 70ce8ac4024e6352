import type { AnyJob } from '../../schema/import-job.ts'

/** `sends` counts the earlier messages of the same attempt. */
export type Message = { jobId: string; attempt: number; sends: number }

/**
 * Unique for every message: a broker that deduplicates, or still keeps an earlier message (finished, or active under a
 * dead worker), would drop a second one with the same id.
 */
export const toMessageId = ({ jobId, attempt, sends }: Message): string => `${jobId}-${attempt}-${sends}`

export type Delivery = {
  jobId: string
  /** Sends a snapshot to watchers. Best effort: it can get lost. Never rejects, never takes longer than a second. */
  hint: (snapshot: AnyJob) => Promise<void>
}

/** Handles a delivery completely. The snapshot it returns, if any, is sent to watchers as the last one. */
export type Handler = (delivery: Delivery) => Promise<AnyJob | undefined>

/** Disposing stops receiving messages and waits for those in progress. */
export type Consumer = AsyncDisposable & {
  /** Resolves on the first connection to the broker, however long that takes. Never rejects. */
  connected: Promise<void>
}

/** A broker that carries job ids. Server and workers start and keep running while it is down. */
export type Queue = AsyncDisposable & {
  /** Resolves when the broker has accepted every message; rejects two seconds after its last response. */
  send: (messages: readonly Message[]) => Promise<void>
  consume: (handle: Handler, options: { concurrency: number; name: string }) => Consumer
  /**
   * Calls `listener`, which must not throw, with the hints of every worker. Hints can get lost. Malformed ones, for
   * example those of another version of this program, are dropped.
   */
  subscribe: (listener: (snapshot: AnyJob) => void) => AsyncDisposable
}
