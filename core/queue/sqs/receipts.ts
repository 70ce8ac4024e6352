import { ChangeMessageVisibilityBatchCommand, DeleteMessageBatchCommand } from '@aws-sdk/client-sqs'
import { inBatches } from './in-batches.ts'
import type { LocatedQueue } from './resolve-queue-url.ts'

const timeoutMs = 2_000

/**
 * Hides received messages from all receivers for `seconds` from now on; 0 gives them back at once. What a single message
 * is refused for (it is gone, or somebody else's by now) is of no interest.
 */
export const changeVisibility = (
  { client, queueUrl }: LocatedQueue,
  receipts: readonly string[],
  seconds: number,
): Promise<void> =>
  inBatches(receipts, timeoutMs, async (batch, options) => {
    const Entries = batch.map((receipt, index) => ({
      Id: String(index),
      ReceiptHandle: receipt,
      VisibilityTimeout: seconds,
    }))
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }), options)
  })

/** A message that could not be deleted comes again. */
export const deleteMessages = (
  { client, queueUrl }: LocatedQueue,
  receipts: readonly string[],
): Promise<void> =>
  inBatches(receipts, timeoutMs, async (batch, options) => {
    const Entries = batch.map((receipt, index) => ({ Id: String(index), ReceiptHandle: receipt }))
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }), options)
  })
