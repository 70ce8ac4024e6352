import { setTimeout as delay } from 'node:timers/promises'
import type { Message } from '@aws-sdk/client-sqs'
import { Consumer } from 'sqs-consumer'
import type { Log } from '../log.ts'
import { holdMessages } from './hold-messages.ts'
import type { LocatedQueue, QueueLocator } from './locate-queue.ts'
import { longPollSeconds } from './open-sqs-client.ts'
import { createOutage, type Outage } from './outage.ts'
import { createSlots } from './slots.ts'

export type ReceivedMessage = { id: string; body: string; timesReceived: number }

type ConsumerSettings = { queue: string; concurrency: number; visibilitySeconds: number }

const mostInPoll = 10
const pollEndsWithinMs = 1_000
const pollEndCheckMs = 5

/**
 * Receives messages while there are free slots, and hides each from other receivers while it is worked on. Waits for the
 * queue and for SQS as long as it takes.
 *
 * sqs-consumer polls, and that is all: its batches wait for their slowest message before the next poll, and its abort,
 * which a drain needs to end a long poll, would cancel the deletion of messages that are being worked on.
 *
 * @param work never rejects; true: the message is over and gets deleted; false: it comes again
 */
export function consumeMessages(
  locator: QueueLocator,
  work: (message: ReceivedMessage) => Promise<boolean>,
  settings: ConsumerSettings,
  log: Log,
): AsyncDisposable {
  const stopping = new AbortController()
  const { signal } = stopping
  const outage = createOutage(settings.queue, log)

  async function consume(): Promise<void> {
    const located = await locate(locator, outage, signal)
    if (located) await poll(located)
  }

  async function poll(located: LocatedQueue): Promise<void> {
    using holding = holdMessages(located, settings.visibilitySeconds, log)
    const slots = createSlots(settings.concurrency)
    const working = new Set<Promise<void>>()

    async function handle({ MessageId, Body, ReceiptHandle = '', Attributes }: Message): Promise<void> {
      using _slot = slots.take()
      using _held = holding.hold(ReceiptHandle)
      const timesReceived = Number(Attributes?.ApproximateReceiveCount ?? 1)
      const isOver = await work({ id: MessageId ?? '', body: Body ?? '', timesReceived })
      if (isOver) await holding.delete(ReceiptHandle)
    }

    const consumer = Consumer.create({
      sqs: located.client,
      queueUrl: located.queueUrl,
      batchSize: Math.min(mostInPoll, slots.free()),
      waitTimeSeconds: longPollSeconds,
      visibilityTimeout: settings.visibilitySeconds,
      messageSystemAttributeNames: ['ApproximateReceiveCount'],
      shouldDeleteMessages: false,
      suppressFifoWarning: true,
      // Pauses are the outage's: after most errors sqs-consumer would poll again at once, and again.
      authenticationErrorTimeout: 0,
      preReceiveMessageCallback: () => outage.pause(signal),
      async handleMessageBatch(messages) {
        outage.end()
        if (signal.aborted) {
          await holding.giveBack(messages.map(({ ReceiptHandle = '' }) => ReceiptHandle))
          return []
        }
        for (const message of messages) {
          const handled = handle(message).finally(() => working.delete(handled))
          working.add(handled)
        }
        await slots.untilFree(signal)
        if (!signal.aborted) consumer.updateOption('batchSize', Math.min(mostInPoll, slots.free()))
        return []
      },
    })
    consumer.on('empty', outage.end)
    consumer.on('error', error => void (signal.aborted || outage.report(error.cause ?? error)))
    consumer.start()
    await untilAborted(signal)
    // A message that SQS is handing out at this very moment is lost to us, and comes again after its visibility timeout.
    consumer.stop({ abort: true })
    await untilPollEnds(consumer)
    while (working.size > 0) await Promise.all(working)
  }

  const consuming = consume()
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await consuming
    },
  }
}

async function locate(
  locator: QueueLocator,
  outage: Outage,
  signal: AbortSignal,
): Promise<LocatedQueue | undefined> {
  while (!signal.aborted) {
    try {
      return await locator.locate()
    } catch (error) {
      outage.report(error)
      await outage.pause(signal)
    }
  }
  return undefined
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>(resolve =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  )

/** What came before the end is given back; credentials that are being waited for do not heed the abort. */
async function untilPollEnds(consumer: Consumer): Promise<void> {
  const deadline = performance.now() + pollEndsWithinMs
  while (consumer.status.isPolling && performance.now() < deadline) await delay(pollEndCheckMs)
}
