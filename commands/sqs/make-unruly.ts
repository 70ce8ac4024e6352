import type { Fauxqs } from './fauxqs.ts'
import { readCall, readReceived, release } from './sqs-call.ts'

const lateShare = 0.3
const lateSeconds = 1
const duplicateShare = 0.1

/**
 * Makes standard queues behave as AWS allows, oftener than AWS does: some messages come late, those that come together are
 * in any order, and some come a second time, with the same message id, while the first one may still be at work. None
 * comes more than twice for this reason, so that dead-letter queues stay out of it.
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
    // Tells below which ones come for the first time.
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
