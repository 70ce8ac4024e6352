import { setTimeout as delay } from 'node:timers/promises'
import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { raceAbort } from '../../concurrency/race-abort.ts'
import type { Log } from '../../process/log.ts'
import type { Consumer } from '../queue.ts'
import { createBackoff } from './backoff.ts'
import { longPollSeconds } from './open-sqs-client.ts'
import type { LocatedQueue, QueueLocator } from './resolve-queue-url.ts'
import { startVisibilityHeartbeat, type VisibilityHeartbeat } from './visibility-heartbeat.ts'

export type ReceivedMessage = { id: string; body: string; timesReceived: number }

type ConsumerSettings = { queue: string; concurrency: number; visibilitySeconds: number }

/** SQS returns no more messages for one request. */
const maxPollSize = 10
/** Longer than SQS takes to answer a request for messages that are there. */
const lastAnswerMs = 300
const disconnectMs = 20

/**
 * Long-polls for messages while fewer than `concurrency` are in progress, and hides each from other receivers while it is
 * handled. Waits indefinitely for the queue to exist and for SQS to be reachable.
 *
 * @param work never rejects; true deletes the message, false leaves it to be delivered again
 */
export function consumeMessages(
  locator: QueueLocator,
  work: (message: ReceivedMessage) => Promise<boolean>,
  { queue, concurrency, visibilitySeconds }: ConsumerSettings,
  log: Log,
): Consumer {
  const stopping = new AbortController()
  const polling = new AbortController()
  const { signal } = stopping
  const retry = createBackoff(queue, log)
  const connected = Promise.withResolvers<void>()
  const working = new Set<Promise<void>>()
  let onFinished: (() => void) | undefined

  async function consume(): Promise<void> {
    const located = await retry(locator.locate, signal)
    connected.resolve()
    if (!located) return
    using heartbeat = startVisibilityHeartbeat(located, visibilitySeconds, log)
    while (!signal.aborted) {
      if (working.size >= concurrency) await untilOneFinishes()
      const messages = await retry(() => receive(located), signal)
      if (messages && signal.aborted)
        await heartbeat.giveBack(messages.map(({ ReceiptHandle = '' }) => ReceiptHandle))
      else for (const message of messages ?? []) start(message, heartbeat)
    }
    while (working.size > 0) await Promise.all(working)
  }

  async function untilOneFinishes(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    onFinished = resolve
    await raceAbort(promise, signal).catch(() => {})
  }

  async function receive({ client, queueUrl }: LocatedQueue): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(maxPollSize, concurrency - working.size),
      WaitTimeSeconds: longPollSeconds,
      VisibilityTimeout: visibilitySeconds,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    })
    const abortSignal = polling.signal
    // Raced because the SDK ignores the signal while it waits for credentials.
    const { Messages = [] } = await raceAbort(client.send(command, { abortSignal }), abortSignal)
    return Messages
  }

  function start(message: Message, heartbeat: VisibilityHeartbeat): void {
    const handled = handle(message, heartbeat).finally(() => {
      working.delete(handled)
      onFinished?.()
    })
    working.add(handled)
  }

  async function handle(
    { MessageId = '', Body = '', ReceiptHandle = '', Attributes }: Message,
    heartbeat: VisibilityHeartbeat,
  ): Promise<void> {
    using _held = heartbeat.hold(ReceiptHandle)
    const timesReceived = Number(Attributes?.ApproximateReceiveCount ?? 1)
    const isDone = await work({ id: MessageId, body: Body, timesReceived })
    if (isDone) await heartbeat.delete(ReceiptHandle)
  }

  const consuming = consume()
  return {
    connected: connected.promise,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      // Messages that SQS hands out to an aborted request stay hidden for the visibility timeout: await the answer first.
      const timer = setTimeout(() => polling.abort(), lastAnswerMs)
      await consuming
      clearTimeout(timer)
      // Lets the closed connection reach SQS, so that no later message goes to the aborted request.
      if (polling.signal.aborted) await delay(disconnectMs)
    },
  }
}
