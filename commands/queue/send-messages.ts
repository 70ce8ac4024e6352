import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { toEntryError } from '../../core/queue/sqs/sqs-error.ts'

export type SendPlan = {
  queue: string
  client: string
  count: number
  /** Messages per second; 0: as fast as possible. */
  rate: number
  batch: number
  /** Text before each message. */
  prepend: string
  /** The message group of a FIFO queue; undefined for a standard queue. */
  group: string | undefined
}

export type SentMessage = { text: string; messageId: string; sequenceNumber: string | undefined }

/**
 * Sends at the plan's rate and yields the messages of each batch that the queue accepted. When the queue accepts only part
 * of a batch, that part is yielded before the error is thrown.
 */
export async function* sendMessages(
  client: SQSClient,
  queueUrl: string,
  { client: sender, count, rate, batch, prepend, group }: SendPlan,
  signal: AbortSignal,
): AsyncGenerator<SentMessage[]> {
  const startedAtMs = performance.now()
  for (let first = 0; first < count; first += batch) {
    const dueAtMs = rate === 0 ? startedAtMs : startedAtMs + (first * 1000) / rate
    await setTimeout(Math.max(0, dueAtMs - performance.now()), undefined, { signal })
    const texts = Array.from(
      { length: Math.min(batch, count - first) },
      (_, n) => `${prepend}Message ${first + n}`,
    )
    const command = new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: texts.map((text, n) => toEntry(text, `${n}`, sender, group)),
    })
    const { Successful = [], Failed = [] } = await client.send(command, { abortSignal: signal })
    yield Successful.map(({ Id, MessageId = '', SequenceNumber }) => ({
      text: texts[Number(Id)] ?? '',
      messageId: MessageId,
      sequenceNumber: SequenceNumber,
    }))
    const [refused] = Failed
    if (refused) throw toEntryError(refused)
  }
}

const toEntry = (
  text: string,
  id: string,
  sender: string,
  group: string | undefined,
): SendMessageBatchRequestEntry => ({
  Id: id,
  MessageBody: text,
  MessageAttributes: { client: { DataType: 'String', StringValue: sender } },
  // The id that content-based deduplication would generate, so that queues without it behave the same.
  ...(group !== undefined && {
    MessageGroupId: group,
    MessageDeduplicationId: createHash('sha256').update(text).digest('hex'),
  }),
})
