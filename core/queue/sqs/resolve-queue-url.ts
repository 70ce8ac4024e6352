import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { raceAbort } from '../../concurrency/race-abort.ts'
import { openSqsClient } from './open-sqs-client.ts'
import { toSqsError } from './sqs-error.ts'

/** `queue` is the name or the URL that the operator configured. */
export type LocatedQueue = { client: SQSClient; queue: string; queueUrl: string }

export type QueueLocator = Disposable & {
  /** Asks SQS once, and again only after a failure. Rejects with an SqsError. */
  locate: () => Promise<LocatedQueue>
}

const timeoutMs = 2_000

export function createQueueLocator(queue: string, options: { maxAttempts?: number } = {}): QueueLocator {
  let opened: Promise<SQSClient> | undefined
  let located: Promise<LocatedQueue> | undefined

  async function find(): Promise<LocatedQueue> {
    const client = await (opened ??= openSqsClient(isQueueUrl(queue) ? queue : undefined, options))
    const signal = AbortSignal.timeout(timeoutMs)
    const resolving = resolveQueueUrl(client, queue, signal)
    const queueUrl = await raceAbort(resolving, signal).catch((error: unknown) => {
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

const isQueueUrl = (queue: string): boolean => /^https?:\/\//.test(queue)

/**
 * @param queue the name of a queue, or its URL, which is returned unchanged
 * @throws SqsError
 */
export async function resolveQueueUrl(
  client: SQSClient,
  queue: string,
  abortSignal?: AbortSignal,
): Promise<string> {
  if (isQueueUrl(queue)) return queue
  try {
    const { QueueUrl } = await client.send(
      new GetQueueUrlCommand({ QueueName: queue }),
      abortSignal && { abortSignal },
    )
    if (QueueUrl !== undefined) return QueueUrl
  } catch (error) {
    throw toSqsError(error, queue)
  }
  throw toSqsError(new Error('the response has no queue URL'), queue)
}
