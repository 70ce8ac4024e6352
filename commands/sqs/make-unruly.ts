import type { Fauxqs } from './fauxqs.ts'
import { readCall, readReceived, release } from './sqs-call.ts'

const lateShare = 0.3
const lateSeconds = 1
const duplicateShare = 0.1

/**
 * Makes standard queues do what AWS allows, but more often than AWS: some messages are late, those of one response are in
 * random order, and some are delivered again, with the same message id, possibly while the first delivery is still being
 * processed. No message is delivered more than twice because of this, so that it cannot reach a dead-letter queue.
 */
export function makeUnruly(app: Fauxqs): void {
  app.addHook('preHandler', async request => {
    const sending = readCall(request, 'SendMessage', 'SendMessageBatch')
    if (sending && isStandard(sending)) {
      for (const message of sending.Entries ?? [sending]) {
        if (Math.random() < lateShare) message.DelaySeconds ??= lateSeconds
      }
    }
    const receiving = readCall(request, 'ReceiveMessage')
    // The hook below needs the count to recognize first deliveries.
    if (receiving) (receiving.MessageSystemAttributeNames ??= []).push('ApproximateReceiveCount')
  })
  app.addHook('preSerialization', async (request, _reply, payload) => {
    const call = readCall(request, 'ReceiveMessage')
    if (!call || !isStandard(call)) return payload
    const messages = readReceived(payload)
    for (const message of messages) {
      const isFirst = message.Attributes?.['ApproximateReceiveCount'] === '1'
      if (isFirst && Math.random() < duplicateShare) await release(app, call, message)
    }
    return { ...(payload as object), ...(messages.length > 0 && { Messages: shuffle(messages) }) }
  })
}

const isStandard = ({ QueueUrl }: { QueueUrl: string }) => !QueueUrl.endsWith('.fifo')

const shuffle = <T>(items: T[]): T[] =>
  items
    .map(item => ({ item, rank: Math.random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
