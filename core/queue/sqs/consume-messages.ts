import type { Message } from '@aws-sdk/client-sqs'
import type { Log } from '../../process/log.ts'
import type { Consumer } from '../queue.ts'
import { holdMessages } from './visibility-heartbeat.ts'
import type { LocatedQueue, QueueLocator } from './resolve-queue-url.ts'
import { createOutage, type Outage } from './backoff.ts'
import { pollMessages } from './poll-messages.ts'
import { createSlots } from './semaphore.ts'

export type ReceivedMessage = { id: string; body: string; timesReceived: number }

type ConsumerSettings = { queue: string; concurrency: number; visibilitySeconds: number }

/**
 * Receives messages while there are free slots, and hides each from other receivers while it is worked on. Waits for the
 * queue and for SQS as long as it takes.
 *
 * @param work never rejects; true: the message is over and gets deleted; false: it comes again
 */
export function consumeMessages(
  locator: QueueLocator,
  work: (message: ReceivedMessage) => Promise<boolean>,
  { queue, concurrency, visibilitySeconds }: ConsumerSettings,
  log: Log,
): Consumer {
  const stopping = new AbortController()
  const { signal } = stopping
  const outage = createOutage(queue, log)
  const slots = createSlots(concurrency)
  const connected = Promise.withResolvers<void>()

  async function consume(): Promise<void> {
    const located = await locate(locator, outage, signal)
    connected.resolve()
    if (!located) return
    using holding = holdMessages(located, visibilitySeconds, log)
    const working = new Set<Promise<void>>()

    async function handle({ MessageId, Body, ReceiptHandle = '', Attributes }: Message): Promise<void> {
      using _slot = slots.take()
      using _held = holding.hold(ReceiptHandle)
      const timesReceived = Number(Attributes?.ApproximateReceiveCount ?? 1)
      const isOver = await work({ id: MessageId ?? '', body: Body ?? '', timesReceived })
      if (isOver) await holding.delete(ReceiptHandle)
    }
    async function take(messages: Message[]): Promise<number> {
      for (const message of messages) {
        const handled = handle(message).finally(() => working.delete(handled))
        working.add(handled)
      }
      await slots.untilFree(signal)
      return slots.free()
    }
    const giveBack = (messages: Message[]) =>
      holding.giveBack(messages.map(({ ReceiptHandle = '' }) => ReceiptHandle))

    await pollMessages(located, { visibilitySeconds, outage, room: concurrency, take, giveBack }, signal)
    while (working.size > 0) await Promise.all(working)
  }

  const consuming = consume()
  return {
    connected: connected.promise,
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
