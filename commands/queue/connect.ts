import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { resolveQueueUrl } from '../../core/queue/sqs/resolve-queue-url.ts'
import { openSqsClient } from '../../core/queue/sqs/open-sqs-client.ts'
import { type SqsError, toSqsError } from '../../core/queue/sqs/sqs-error.ts'
import { describeProblem } from './describe.ts'
import type { Session } from './session.ts'

/** Without a limit, the SDK retries an unresponsive endpoint for over a minute. */
const timeoutMs = 15_000

export type Connection = Disposable & { client: SQSClient; queueUrl: string }

/** @returns undefined if the queue does not exist or cannot be reached, after printing the reason */
export async function connect(
  { print, stderr, signal: interrupted }: Session,
  queue: string,
  mayCreate: boolean,
): Promise<Connection | undefined> {
  using opening = new DisposableStack()
  const client = await openSqsClient()
  opening.defer(() => client.destroy())
  const signal = AbortSignal.any([interrupted, AbortSignal.timeout(timeoutMs)])
  try {
    const found = await tryToFind(client, queue, signal)
    if (found === undefined && !mayCreate) {
      const region = await client.config.region()
      stderr.write(
        `Unable to find a Queue by this name ${queue}\nThere is none in ${region}; --create makes it.\n`,
      )
      return undefined
    }
    const queueUrl = found ?? (await createQueue(client, queue, signal))
    const isNew = found === undefined
    const created = isNew ? `Created ${queue}\n` : ''
    print('connected', { queue, queueUrl, isNew }, () => `${created}Connected to ${queue}`)
    const opened = opening.move()
    return { client, queueUrl, [Symbol.dispose]: () => opened.dispose() }
  } catch (error) {
    if (!interrupted.aborted)
      stderr.write(`Unable to connect to ${queue}: ${describeProblem(toSqsError(error, queue), queue)}\n`)
    return undefined
  }
}

async function tryToFind(client: SQSClient, queue: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await resolveQueueUrl(client, queue, signal)
  } catch (error) {
    if ((error as SqsError).kind === 'queueMissing') return undefined
    throw error
  }
}

/** A FIFO queue deduplicates by content, as in the course. */
async function createQueue(client: SQSClient, queue: string, abortSignal: AbortSignal): Promise<string> {
  const fifo = { FifoQueue: 'true', ContentBasedDeduplication: 'true' }
  const command = new CreateQueueCommand({
    QueueName: queue,
    ...(queue.endsWith('.fifo') && { Attributes: fifo }),
  })
  const { QueueUrl = '' } = await client.send(command, { abortSignal })
  return QueueUrl
}
