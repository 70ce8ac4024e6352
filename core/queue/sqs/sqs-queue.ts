import { validate as isUuid } from 'uuid'
import type { Log } from '../../process/log.ts'
import { consumeMessages, type ReceivedMessage } from './consume-messages.ts'
import { createQueueLocator } from './resolve-queue-url.ts'
import { sendMessages } from './send-messages.ts'
import { type Handler, type Message, type Queue, toMessageId } from '../queue.ts'
import { openSnapshotEvents } from '../bullmq/snapshot-events.ts'

type SqsSettings = {
  /** Its name or its URL. */
  queue: string
  leaseMs: number
  databaseUrl: string
  /** Of the event stream. */
  name: string
}

const sendTimeoutMs = 2_000
const maxVisibilitySeconds = 43_200
/** Above what dead-letter policies usually say, so that such a queue gets the message first. */
const maxReceives = 10

/**
 * SQS as a carrier of ids; the body of a message is the id of a job. Messages stay hidden for one lease from the last
 * sign of life of their worker: in a FIFO queue, a dead worker's message keeps the next sending of its job waiting.
 */
export function openSqsQueue({ queue, leaseMs, databaseUrl, name }: SqsSettings, log: Log): Queue {
  const sending = createQueueLocator(queue)
  // A long poll that fails is begun again by us: the SDK would hide it for three times its timeout.
  const receiving = createQueueLocator(queue, { maxAttempts: 1 })
  const events = openSnapshotEvents(databaseUrl, name)
  const visibilitySeconds = Math.min(maxVisibilitySeconds, Math.ceil(leaseMs / 1000))

  const send = async (messages: readonly Message[]): Promise<void> =>
    sendMessages(await sending.locate(), messages.map(toSqsMessage), sendTimeoutMs)

  async function work(handle: Handler, message: ReceivedMessage): Promise<boolean> {
    const jobId = message.body.trim()
    if (!isUuid(jobId)) return leave(message, { reason: 'The message holds no job id' })
    try {
      const over = await handle({ jobId, hint: events.publish })
      if (over) await events.publish(over)
      return true
    } catch (error) {
      return leave(message, { err: error })
    }
  }

  /** A message that cannot be handled is the dead-letter queue's; without one it is deleted in the end. */
  function leave(
    { id, timesReceived }: ReceivedMessage,
    cause: { reason: string } | { err: unknown },
  ): boolean {
    const isLast = timesReceived >= maxReceives
    if (isLast)
      log.error(
        { ...cause, messageId: id, timesReceived },
        `Message deleted after ${timesReceived} failed deliveries`,
      )
    else if (timesReceived === 1) log.warn({ ...cause, messageId: id }, 'A message cannot be handled')
    return isLast
  }

  return {
    send,
    consume: (handle, { concurrency }) =>
      consumeMessages(
        receiving,
        message => work(handle, message),
        { queue, concurrency, visibilitySeconds },
        log,
      ),
    subscribe: events.subscribe,
    async [Symbol.asyncDispose]() {
      sending[Symbol.dispose]()
      receiving[Symbol.dispose]()
      await events[Symbol.asyncDispose]()
    },
  }
}

const toSqsMessage = (message: Message) => ({
  body: message.jobId,
  groupId: message.jobId,
  deduplicationId: toMessageId(message),
})
