import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { longPollSeconds } from '../sqs/open-sqs-client.ts'
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

/** Gives what each request has brought, nothing too, and deletes it once it has been dealt with. */
export async function* receiveMessages(
  client: SQSClient,
  queueUrl: string,
  { batch, count, idleSeconds }: ReceivePlan,
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
    const { Messages = [] } = await client.send(command, { abortSignal: signal })
    yield Messages.map(toReceived)
    if (Messages.length === 0) continue
    lastAtMs = performance.now()
    left -= Messages.length
    // Without the signal: what was shown must not come again because of a Ctrl-C.
    await deleteMessages(client, queueUrl, Messages)
  }
}

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
