import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs'
import pLimit from 'p-limit'
import { raceAbort } from '../../concurrency/race-abort.ts'
import type { LocatedQueue } from './resolve-queue-url.ts'
import { toEntryError, toSqsError } from './sqs-error.ts'

/** SQS accepts no more entries in one request. */
const maxBatchSize = 10
const maxConcurrent = 16
const receiptTimeoutMs = 2_000

/** A FIFO queue delivers the messages of a group one at a time, and drops an id that it saw in the last five minutes. */
export type SqsMessage = { body: string; groupId: string; deduplicationId: string }

/** @throws SqsError unless SQS accepted every message */
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
      if (refused) throw toEntryError(refused)
    })
  } catch (error) {
    throw toSqsError(error, queue)
  }
}

/**
 * Hides received messages from all receivers for `seconds` from now on; 0 makes them visible at once. Ignores the refusal
 * of a single message: it was deleted, or another receiver has it by now.
 */
export const changeVisibility = (
  { client, queueUrl }: LocatedQueue,
  receipts: readonly string[],
  seconds: number,
): Promise<void> =>
  inBatches(receipts, receiptTimeoutMs, async (batch, options) => {
    const Entries = batch.map((receipt, index) => ({
      Id: String(index),
      ReceiptHandle: receipt,
      VisibilityTimeout: seconds,
    }))
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }), options)
  })

/** A message that could not be deleted is delivered again. */
export const deleteMessages = (
  { client, queueUrl }: LocatedQueue,
  receipts: readonly string[],
): Promise<void> =>
  inBatches(receipts, receiptTimeoutMs, async (batch, options) => {
    const Entries = batch.map((receipt, index) => ({ Id: String(index), ReceiptHandle: receipt }))
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }), options)
  })

/**
 * Sends batches of ten, several at a time. `timeoutMs` limits each request, not all of them together. Rejects with the
 * first failure and aborts the remaining requests.
 */
async function inBatches<T>(
  items: readonly T[],
  timeoutMs: number,
  request: (batch: T[], options: { abortSignal: AbortSignal }) => Promise<void>,
): Promise<void> {
  const failed = new AbortController()
  const limit = pLimit(maxConcurrent)
  const batches = Array.from({ length: Math.ceil(items.length / maxBatchSize) }, (_, n) =>
    items.slice(n * maxBatchSize, (n + 1) * maxBatchSize),
  )
  try {
    await Promise.all(
      batches.map(batch =>
        limit(() => {
          const abortSignal = AbortSignal.any([failed.signal, AbortSignal.timeout(timeoutMs)])
          abortSignal.throwIfAborted()
          return raceAbort(request(batch, { abortSignal }), abortSignal)
        }),
      ),
    )
  } finally {
    failed.abort()
  }
}
