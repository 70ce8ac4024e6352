import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { findQueue } from '../sqs/find-queue.ts'
import { openSqsClient } from '../sqs/open-sqs-client.ts'
import { type SqsError, toSqsError } from '../sqs/sqs-error.ts'
import type { Session } from './terminal.ts'

export type Connection = Disposable & { client: SQSClient; queueUrl: string }

/** @returns undefined when there is no such queue, or no way to it, which has been said then */
export async function connect(
  { print, stderr, signal }: Session,
  queue: string,
  mayCreate: boolean,
): Promise<Connection | undefined> {
  using opening = new DisposableStack()
  const client = await openSqsClient()
  opening.defer(() => client.destroy())
  try {
    const found = await tryToFind(client, queue, signal)
    if (found === undefined && !mayCreate) {
      stderr.write(`Unable to find a Queue by this name ${queue}\n${await describePlace(client)}\n`)
      return undefined
    }
    const queueUrl = found ?? (await createQueue(client, queue, signal))
    print('connected', { queue, queueUrl, isNew: found === undefined }, () =>
      found === undefined
        ? `Created ${queue}
Connected to ${queue}`
        : `Connected to ${queue}`,
    )
    const opened = opening.move()
    return { client, queueUrl, [Symbol.dispose]: () => opened.dispose() }
  } catch (error) {
    if (!signal.aborted) stderr.write(`Unable to connect to ${queue}: ${toSqsError(error, queue).message}.\n`)
    return undefined
  }
}

async function tryToFind(client: SQSClient, queue: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await findQueue(client, queue, signal)
  } catch (error) {
    if ((error as SqsError).kind === 'queueMissing') return undefined
    throw error
  }
}

/** A FIFO queue that takes a text once in five minutes, as the course's does. */
async function createQueue(client: SQSClient, queue: string, abortSignal: AbortSignal): Promise<string> {
  const fifo = { FifoQueue: 'true', ContentBasedDeduplication: 'true' }
  const command = new CreateQueueCommand({
    QueueName: queue,
    ...(queue.endsWith('.fifo') && { Attributes: fifo }),
  })
  const { QueueUrl = '' } = await client.send(command, { abortSignal })
  return QueueUrl
}

async function describePlace({ config }: SQSClient): Promise<string> {
  const endpoint = config.endpoint && (await config.endpoint())
  const place = endpoint
    ? `${endpoint.protocol}//${endpoint.hostname}${endpoint.port ? `:${endpoint.port}` : ''}`
    : 'AWS'
  return `Looked at ${place} in ${await config.region()}. With --create it is made.`
}
