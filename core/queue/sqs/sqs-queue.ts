import { validate as isUuid } from 'uuid'
import type { Log } from '../../process/log.ts'
import { consumeMessages, type ReceivedMessage } from './consume-messages.ts'
import { createQueueLocator } from './resolve-queue-url.ts'
import { sendMessages } from './batch-requests.ts'
import { type Handler, type Message, type Queue, toMessageId } from '../queue.ts'
import { openSnapshotEvents } from '../bullmq/snapshot-events.ts'

type SqsSettings = {
  /** Name or URL. */
  queue: string
  leaseMs: number
  databaseUrl: string
  /** Name of the event stream. */
  name: string
}

const sendTimeoutMs = 2_000
const maxVisibilitySeconds = 43_200
/** Higher than usual dead-letter policies, which should apply first. */
const maxReceives = 10

/**
 * SQS carries ids only: the body of a message is the id of a job. A message stays hidden for one lease after its worker's
 * last heartbeat: in a FIFO queue, a dead worker's message blocks the next message of the same job for that long.
 */
export function openSqsQueue({ queue, leaseMs, databaseUrl, name }: SqsSettings, log: Log): Queue {
  const sending = createQueueLocator(queue)
  // The consumer retries failed long polls: retries by the SDK would hide an outage for three times the timeout.
  const receiving = createQueueLocator(queue, { maxAttempts: 1 })
  const events = openSnapshotEvents(databaseUrl, name)
  const visibilitySeconds = Math.min(maxVisibilitySeconds, Math.ceil(leaseMs / 1000))

  const send = async (messages: readonly Message[]): Promise<void> =>
    sendMessages(await sending.locate(), messages.map(toSqsMessage), sendTimeoutMs)

  async function work(handle: Handler, message: ReceivedMessage): Promise<boolean> {
    const jobId = message.body.trim()
    if (!isUuid(jobId)) return leave(message, { reason: 'The body is not a job id' })
    try {
      const snapshot = await handle({ jobId, hint: events.publish })
      if (snapshot) await events.publish(snapshot)
      return true
    } catch (error) {
      return leave(message, { err: error })
    }
  }

  /** Leaves a message to the dead-letter queue; where there is none, deletes it after `maxReceives` deliveries. */
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
    else if (timesReceived === 1) log.warn({ ...cause, messageId: id }, 'Message cannot be handled')
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
