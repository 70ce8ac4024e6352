import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { validate as isUuid } from 'uuid'
import { longPollSeconds } from '../../core/queue/sqs/open-sqs-client.ts'
import { changeVisibility } from '../../core/queue/sqs/batch-requests.ts'
import { SqsError } from '../../core/queue/sqs/sqs-error.ts'
import type { ReceivePlan } from './plan.ts'

export type ReceivedMessage = {
  text: string
  /** Undefined in a message that no playground has sent. */
  client: string | undefined
  messageId: string
  /** How often the queue has delivered it by now, to whomever. */
  deliveries: number
  sequenceNumber: string | undefined
}

/**
 * Gives what each request has brought, nothing too, and deletes it once it has been dealt with. Messages of calendar jobs
 * belong to the workers: they go back at once, and end it.
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
    const jobs = received.filter(isOfJob)
    if (jobs.length > 0) {
      const receipts = jobs.map(({ ReceiptHandle = '' }) => ReceiptHandle)
      await changeVisibility({ client, queue, queueUrl }, receipts, 0)
    }
    const messages = received.filter(message => !isOfJob(message))
    yield messages.map(toReceived)
    if (messages.length > 0) {
      lastAtMs = performance.now()
      left -= messages.length
      // Without the signal: what was shown must not come again because of a Ctrl-C.
      await deleteMessages(client, queueUrl, messages)
    }
    if (jobs.length > 0) throw new SqsError('other', toRefusal(queue), undefined)
  }
}

/** Its body is the id of a job; what a playground has sent says which client did. */
const isOfJob = ({ Body = '', MessageAttributes }: Message): boolean =>
  MessageAttributes?.['client'] === undefined && isUuid(Body.trim())

const toRefusal = (queue: string) =>
  `The queue ${queue} carries calendar jobs for workers: they were given back, and nothing more is received from it`

async function deleteMessages(client: SQSClient, queueUrl: string, messages: Message[]): Promise<void> {
  const Entries = messages.map(({ ReceiptHandle }, n) => ({ Id: `${n}`, ReceiptHandle }))
  const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
  const [refused] = Failed
  if (refused) throw Object.assign(new Error(refused.Message ?? 'refused'), { name: refused.Code })
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
