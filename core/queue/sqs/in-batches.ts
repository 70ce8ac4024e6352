import pLimit from 'p-limit'
import { raceAbort } from '../../concurrency/race-abort.ts'

/** What SQS takes in one request. */
const maxBatchSize = 10
const maxConcurrent = 16

/**
 * Runs `request` over all items, ten at a time, several of them side by side. Each must be answered within `timeoutMs`:
 * many items may take longer, as long as they get on. Rejects with the first failure; the other requests are aborted then.
 */
export async function inBatches<T>(
  items: readonly T[],
  timeoutMs: number,
  request: (batch: T[], options: { abortSignal: AbortSignal }) => Promise<void>,
): Promise<void> {
  const failed = new AbortController()
  const inTurn = pLimit(maxConcurrent)
  const batches = Array.from({ length: Math.ceil(items.length / maxBatchSize) }, (_, n) =>
    items.slice(n * maxBatchSize, (n + 1) * maxBatchSize),
  )
  try {
    await Promise.all(
      batches.map(batch =>
        inTurn(() => {
          const abortSignal = AbortSignal.any([failed.signal, AbortSignal.timeout(timeoutMs)])
          abortSignal.throwIfAborted()
          return raceAbort(request(batch, { abortSignal }), abortSignal)
        }),
      ),
    )
  } finally {
    failed.abort()
  }
}
