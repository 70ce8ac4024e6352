import { setTimeout as delay } from 'node:timers/promises'
import type { Message } from '@aws-sdk/client-sqs'
import { Consumer } from 'sqs-consumer'
import type { LocatedQueue } from './resolve-queue-url.ts'
import { longPollSeconds } from './open-sqs-client.ts'
import type { Outage } from './backoff.ts'

type Polling = {
  visibilitySeconds: number
  outage: Outage
  /** How many messages the first poll may bring. */
  room: number
  /** Resolves when there is room for more, with how much. Never rejects. */
  take: (messages: Message[]) => Promise<number>
  /** For what comes when the signal has aborted. Never rejects. */
  giveBack: (messages: Message[]) => Promise<void>
}

const maxPollSize = 10
/** Longer than SQS takes to hand out what is there. */
const lastAnswerMs = 300
const pollEndsWithinMs = 1_000
const pollEndCheckMs = 5

/**
 * Receives messages until the signal aborts.
 *
 * sqs-consumer polls, and that is all: its batches wait for their slowest message before the next poll, and its abort,
 * which a drain needs to end a long poll, would cancel the deletion of messages that are being worked on.
 */
export async function pollMessages(
  { client, queueUrl }: LocatedQueue,
  { visibilitySeconds, outage, room, take, giveBack }: Polling,
  signal: AbortSignal,
): Promise<void> {
  const { promise: lastAnswer, resolve: endLastAnswer } = Promise.withResolvers<void>()
  const onAnswer = (tell: () => void) => (signal.aborted ? endLastAnswer() : tell())

  const consumer = Consumer.create({
    sqs: client,
    queueUrl,
    batchSize: Math.min(maxPollSize, room),
    waitTimeSeconds: longPollSeconds,
    visibilityTimeout: visibilitySeconds,
    messageSystemAttributeNames: ['ApproximateReceiveCount'],
    shouldDeleteMessages: false,
    suppressFifoWarning: true,
    // Pauses are the outage's: after most errors sqs-consumer would poll again at once, and again.
    authenticationErrorTimeout: 0,
    async preReceiveMessageCallback() {
      await outage.pause(signal)
      signal.throwIfAborted()
    },
    async handleMessageBatch(messages) {
      outage.end()
      if (signal.aborted) await giveBack(messages)
      else {
        const next = await take(messages)
        if (next > 0) consumer.updateOption('batchSize', Math.min(maxPollSize, next))
      }
      onAnswer(() => {})
      return []
    },
  })
  consumer.on('empty', () => onAnswer(outage.end))
  consumer.on('error', error => onAnswer(() => outage.report(error.cause ?? error)))
  consumer.start()
  await untilAborted(signal)
  // What SQS hands out to a poll that has gone away stays hidden for its visibility timeout: first wait for the answer.
  await Promise.race([lastAnswer, delay(lastAnswerMs)])
  consumer.stop({ abort: true })
  await untilPollEnds(consumer)
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>(resolve =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  )

/** Credentials that are being waited for do not heed the abort. */
async function untilPollEnds(consumer: Consumer): Promise<void> {
  const deadline = performance.now() + pollEndsWithinMs
  while (consumer.status.isPolling && performance.now() < deadline) await delay(pollEndCheckMs)
}
