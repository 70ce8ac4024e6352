import { createBatcher } from '../../concurrency/batcher.ts'
import type { Log } from '../../process/log.ts'
import { changeVisibility, deleteMessages } from './batch-requests.ts'
import type { LocatedQueue } from './resolve-queue-url.ts'
import { toSqsError } from './sqs-error.ts'

/** Failures are logged, not thrown: a message that is delivered again finds its job claimed or finished. */
export type VisibilityHeartbeat = Disposable & {
  /** Hides the message from other receivers until disposed. */
  hold: (receipt: string) => Disposable
  delete: (receipt: string) => Promise<void>
  /** Makes the messages visible to other receivers at once. */
  giveBack: (receipts: readonly string[]) => Promise<void>
}

const maxDeleteBatchSize = 100

/** Extends the visibility timeout of held messages three times per timeout period. */
export function startVisibilityHeartbeat(
  located: LocatedQueue,
  visibilitySeconds: number,
  log: Log,
): VisibilityHeartbeat {
  const held = new Set<string>()
  let isBeating = false
  let lastMessage: string | undefined

  /** Logs the beginning of an outage, not every failed request. */
  async function attempt(request: Promise<void>): Promise<void> {
    try {
      await request
      lastMessage = undefined
    } catch (error) {
      const { message } = toSqsError(error, located.queue)
      if (message !== lastMessage)
        log.warn({ queue: located.queue }, `${message}. Messages can be delivered more than once`)
      lastMessage = message
    }
  }

  async function beat(): Promise<void> {
    if (isBeating || held.size === 0) return
    isBeating = true
    await attempt(changeVisibility(located, [...held], visibilitySeconds))
    isBeating = false
  }
  const timer = setInterval(() => void beat(), (visibilitySeconds * 1000) / 3)

  const deleteBatched = createBatcher<string, void>(async receipts => {
    await deleteMessages(located, receipts)
    return []
  }, maxDeleteBatchSize)

  return {
    hold(receipt) {
      held.add(receipt)
      return { [Symbol.dispose]: () => void held.delete(receipt) }
    },
    delete: receipt => attempt(deleteBatched(receipt)),
    giveBack: receipts => attempt(changeVisibility(located, receipts, 0)),
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
