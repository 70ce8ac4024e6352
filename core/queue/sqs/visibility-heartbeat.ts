import { createBatcher } from '../../concurrency/batcher.ts'
import type { Log } from '../../process/log.ts'
import type { LocatedQueue } from './resolve-queue-url.ts'
import { changeVisibility, deleteMessages } from './receipts.ts'
import { toSqsError } from './sqs-error.ts'

export type HeldMessages = Disposable & {
  /** Hides the message from other receivers until disposed. */
  hold: (receipt: string) => Disposable
  /** What is not deleted comes again, and finds nothing left to do: a failure is logged, not thrown. */
  delete: (receipt: string) => Promise<void>
  /** To be received again at once. */
  giveBack: (receipts: readonly string[]) => Promise<void>
}

const maxDeleteBatchSize = 100

/** Renews the visibility timeout of all that is held, thrice in its time. */
export function holdMessages(located: LocatedQueue, visibilitySeconds: number, log: Log): HeldMessages {
  const held = new Set<string>()
  let isRenewing = false
  let known: string | undefined

  function complain(error: unknown): void {
    const { message } = toSqsError(error, located.queue)
    if (message !== known) log.warn({ queue: located.queue }, `${message}. Messages may come more than once`)
    known = message
  }

  const timer = setInterval(() => void renew(), (visibilitySeconds * 1000) / 3)
  async function renew(): Promise<void> {
    if (isRenewing || held.size === 0) return
    isRenewing = true
    await changeVisibility(located, [...held], visibilitySeconds).catch(complain)
    isRenewing = false
  }

  const deleteOne = createBatcher<string, void>(async receipts => {
    await deleteMessages(located, receipts)
    return []
  }, maxDeleteBatchSize)

  return {
    hold(receipt) {
      held.add(receipt)
      return { [Symbol.dispose]: () => void held.delete(receipt) }
    },
    delete: receipt => deleteOne(receipt).catch(complain),
    giveBack: receipts => changeVisibility(located, receipts, 0).catch(complain),
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
