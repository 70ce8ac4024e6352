import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { validate as isUuid } from 'uuid'
import { longPollSeconds } from '../../core/queue/sqs/open-sqs-client.ts'
import { changeVisibility } from '../../core/queue/sqs/batch-requests.ts'
import { SqsError, toEntryError } from '../../core/queue/sqs/sqs-error.ts'

export type ReceivePlan = {
  queue: string
  batch: number
  /** Receiving stops after this many messages. */
  count: number
  /** Receiving stops after this long without a message. */
  idleSeconds: number
}

export type ReceivedMessage = {
  text: string
  /** Undefined for messages that were not sent by the queue command. */
  client: string | undefined
  messageId: string
  /** How often the queue has delivered the message so far, to any receiver. */
  deliveries: number
  sequenceNumber: string | undefined
}

/**
 * Yields the messages of each request, even if there are none, and deletes them once the caller has processed them.
 * Messages of calendar jobs belong to the workers: they are returned to the queue at once, and receiving ends with an error.
 */
export async function* receiveMessages(
  client: SQSClient,
  queueUrl: string,
  { queue, batch, count, idleSeconds }: ReceivePlan,
  signal: AbortSignal,
): AsyncGenerator<ReceivedMessage[]> {
  let left = count
  let lastAtMs = performance.now()
  while (left > 0 && !signal.aborted) {
    const idleLeftSeconds = idleSeconds - (performance.now() - lastAtMs) / 1000
    if (idleLeftSeconds <= 0) return
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(batch, left),
      WaitTimeSeconds: Math.ceil(Math.min(longPollSeconds, idleLeftSeconds)),
      MessageAttributeNames: ['client'],
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SequenceNumber'],
    })
    const { Messages: received = [] } = await client.send(command, { abortSignal: signal })
    const jobs = received.filter(isCalendarJob)
    if (jobs.length > 0) {
      const receipts = jobs.map(({ ReceiptHandle = '' }) => ReceiptHandle)
      await changeVisibility({ client, queue, queueUrl }, receipts, 0)
    }
    const messages = received.filter(message => !isCalendarJob(message))
    yield messages.map(toReceived)
    if (messages.length > 0) {
      lastAtMs = performance.now()
      left -= messages.length
      // Not aborted by Ctrl-C: messages already shown must not be delivered again.
      await deleteMessages(client, queueUrl, messages)
    }
    if (jobs.length > 0) throw new SqsError('other', toRefusal(queue), undefined)
  }
}

/** The body is a job id. Messages from the queue command have a `client` attribute. */
const isCalendarJob = ({ Body = '', MessageAttributes }: Message): boolean =>
  MessageAttributes?.['client'] === undefined && isUuid(Body.trim())

const toRefusal = (queue: string) =>
  `The queue ${queue} carries calendar jobs for workers: they were returned, and receiving has stopped`

async function deleteMessages(client: SQSClient, queueUrl: string, messages: Message[]): Promise<void> {
  const Entries = messages.map(({ ReceiptHandle }, n) => ({ Id: `${n}`, ReceiptHandle }))
  const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
  const [refused] = Failed
  if (refused) throw toEntryError(refused)
}

const toReceived = ({
  Body = '',
  MessageId = '',
  MessageAttributes,
  Attributes,
}: Message): ReceivedMessage => ({
  text: Body,
  client: MessageAttributes?.['client']?.StringValue,
  messageId: MessageId,
  deliveries: Number(Attributes?.ApproximateReceiveCount ?? 1),
  sequenceNumber: Attributes?.SequenceNumber,
})
