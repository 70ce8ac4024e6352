import pLimit from 'p-limit'

/** What SQS takes in one request. */
const mostInBatch = 10
const mostAtOnce = 16

/**
 * Runs `request` over all items, ten at a time, several of them side by side. Rejects with the first failure; the
 * signal that each request gets is aborted then, and after `timeoutMs`.
 */
export async function inBatches<T>(
  items: readonly T[],
  timeoutMs: number,
  request: (batch: T[], options: { abortSignal: AbortSignal }) => Promise<void>,
): Promise<void> {
  const failed = new AbortController()
  const abortSignal = AbortSignal.any([failed.signal, AbortSignal.timeout(timeoutMs)])
  const inTurn = pLimit(mostAtOnce)
  const batches = Array.from({ length: Math.ceil(items.length / mostInBatch) }, (_, n) =>
    items.slice(n * mostInBatch, (n + 1) * mostInBatch),
  )
  try {
    await Promise.all(
      batches.map(batch =>
        inTurn(() => {
          abortSignal.throwIfAborted()
          return request(batch, { abortSignal })
        }),
      ),
    )
  } finally {
    failed.abort()
  }
}
