import { SendMessageBatchCommand } from '@aws-sdk/client-sqs'
import { inBatches } from './in-batches.ts'
import { toSqsError } from './sqs-error.ts'
import type { LocatedQueue } from './resolve-queue-url.ts'

/** A FIFO queue delivers the messages of a group one after the other, and swallows an id that it saw within 5 minutes. */
export type SqsMessage = { body: string; groupId: string; deduplicationId: string }

/** @throws SqsError when it is not known whether SQS took all of them */
export async function sendMessages(
  { client, queue, queueUrl }: LocatedQueue,
  messages: readonly SqsMessage[],
  timeoutMs: number,
): Promise<void> {
  const isFifo = queueUrl.endsWith('.fifo')
  try {
    await inBatches(messages, timeoutMs, async (batch, options) => {
      const Entries = batch.map(({ body, groupId, deduplicationId }, index) => ({
        Id: String(index),
        MessageBody: body,
        ...(isFifo && { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId }),
      }))
      const { Failed: [refused] = [] } = await client.send(
        new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }),
        options,
      )
      if (refused) throw Object.assign(new Error(refused.Message), { name: refused.Code })
    })
  } catch (error) {
    throw toSqsError(error, queue)
  }
}
