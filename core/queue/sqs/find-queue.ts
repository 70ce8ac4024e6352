import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { toSqsError } from './sqs-error.ts'

export const isQueueUrl = (queue: string): boolean => /^https?:\/\//.test(queue)

/**
 * The URL of a queue.
 *
 * @param queue its name, or its URL, which is taken as it is
 * @throws SqsError
 */
export async function findQueueUrl(
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
  throw toSqsError(new Error('its answer has no queue URL'), queue)
}
