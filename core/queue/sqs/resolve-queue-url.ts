import type { SQSClient } from '@aws-sdk/client-sqs'
import { findQueueUrl, isQueueUrl } from './find-queue.ts'
import { raceAbort } from '../../concurrency/race-abort.ts'
import { openSqsClient } from './open-sqs-client.ts'
import { toSqsError } from './sqs-error.ts'

/** `queue` is what people call it: its name, or its URL. */
export type LocatedQueue = { client: SQSClient; queue: string; queueUrl: string }

export type QueueLocator = Disposable & {
  /** Asks SQS once; after a failure, again. Rejects with an SqsError. */
  locate: () => Promise<LocatedQueue>
}

const timeoutMs = 2_000

export function createQueueLocator(queue: string, options: { maxAttempts?: number } = {}): QueueLocator {
  let opened: Promise<SQSClient> | undefined
  let located: Promise<LocatedQueue> | undefined

  async function find(): Promise<LocatedQueue> {
    const client = await (opened ??= openSqsClient(isQueueUrl(queue) ? queue : undefined, options))
    const signal = AbortSignal.timeout(timeoutMs)
    const queueUrl = await raceAbort(findQueueUrl(client, queue, signal), signal).catch((error: unknown) => {
      throw toSqsError(error, queue)
    })
    return { client, queue, queueUrl }
  }

  return {
    locate() {
      if (located) return located
      const finding = find()
      located = finding
      finding.catch(() => (located = undefined))
      return finding
    },
    [Symbol.dispose]: () => void opened?.then(client => client.destroy()),
  }
}
