import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '../../core/queue/queue.ts'
import type { AnyJob } from '../../schema/import-job.ts'
import { collect, newMessage, newMessages, newSnapshot } from '../harness/deliveries.ts'
import { brokerKinds, startTestBroker, type TestBroker, testLeaseMs } from '../harness/test-broker.ts'
import { waitFor } from '../harness/wait-for.ts'

const idsOf = (messages: Message[]) => messages.map(({ jobId }) => jobId).toSorted()

describe.each(brokerKinds)('the queue on %s', kind => {
  const isUnruly = kind === 'unruly SQS'
  let broker: TestBroker
  beforeAll(async () => {
    broker = await startTestBroker(kind)
    return () => broker[Symbol.asyncDispose]()
  })

  test.concurrent('delivers every message and keeps none', async () => {
    const { openQueue } = await broker.newQueue()
    await using queue = await openQueue()
    await using consumer = collect(queue)
    const messages = newMessages(250)
    await queue.send(messages.slice(0, 100))
    await queue.send(messages.slice(100))
    await waitFor('all deliveries', () => new Set(consumer.delivered).size === 250)
    expect([...new Set(consumer.delivered)].toSorted()).toEqual(idsOf(messages))
    if (!isUnruly) expect(consumer.delivered).toHaveLength(250)
    // Nothing is kept that could swallow the next sending.
    const before = consumer.delivered.length
    await queue.send(messages.slice(0, 1).map(message => ({ ...message, sends: 1 })))
    await waitFor('one more delivery', () => consumer.delivered.length > before)
  })

  test.concurrent('delivers messages that were sent before a consumer started', async () => {
    const { openQueue } = await broker.newQueue()
    await using sending = await openQueue()
    const message = newMessage()
    await sending.send([message])
    await using receiving = await openQueue()
    await using consumer = collect(receiving)
    await waitFor('the delivery', () => consumer.delivered.length > 0)
    expect(new Set(consumer.delivered)).toEqual(new Set([message.jobId]))
  })

  // By itself: it keeps the local SQS, which is in this process, busy for longer than the others wait for an answer.
  test('accepts a thousand messages at once', async () => {
    const { openQueue } = await broker.newQueue()
    await using queue = await openQueue()
    const messages = newMessages(1000)
    // On a busy machine SQS may not answer in time; then they are sent again, as the enqueuer does.
    await waitFor('the messages to be sent', () => queue.send(messages).then(() => true), 20_000)
    await using consumer = collect(queue, { concurrency: 64 })
    await waitFor('all deliveries', () => new Set(consumer.delivered).size === 1000, 60_000)
  })

  test.concurrent('sends nothing when there is nothing to send', async () => {
    const { openQueue } = await broker.newQueue()
    await using queue = await openQueue()
    await using consumer = collect(queue)
    await queue.send([])
    const last = newMessage()
    await queue.send([last])
    await waitFor('the message after it', () => consumer.delivered.length > 0)
    expect(new Set(consumer.delivered)).toEqual(new Set([last.jobId]))
  })

  test.concurrent('delivers the next message of a job during or after an earlier delivery', async () => {
    const { openQueue } = await broker.newQueue()
    await using queue = await openQueue()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await using consumer = collect(queue, { concurrency: 4, until: () => released })
    const message = newMessage()
    await queue.send([message])
    await waitFor('the first delivery', () => consumer.delivered.length > 0)
    await queue.send([{ ...message, sends: 1 }])
    // A FIFO queue delivers the messages of one job one at a time.
    if (kind === 'FIFO SQS') release()
    await waitFor('the second delivery', () => consumer.delivered.length > 1)
    release()
  })

  test.concurrent('handles as many messages at a time as its concurrency allows', async () => {
    const { openQueue } = await broker.newQueue()
    await using queue = await openQueue()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await using consumer = collect(queue, { concurrency: 23, until: () => released })
    await queue.send(newMessages(60))
    await waitFor('23 deliveries', () => consumer.delivered.length === 23)
    await delay(200)
    expect(consumer.delivered).toHaveLength(23)
    release()
    await waitFor('the others', () => new Set(consumer.delivered).size === 60)
  })

  test.concurrent('delivers other messages during a slow delivery', async () => {
    const { openQueue } = await broker.newQueue()
    await using queue = await openQueue()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const [slow = newMessage(), ...others] = newMessages(40)
    await using consumer = collect(queue, {
      concurrency: 4,
      until: jobId => (jobId === slow.jobId ? released : Promise.resolve()),
    })
    await queue.send([slow])
    await waitFor('the slow one', () => consumer.delivered.length > 0)
    await queue.send(others)
    await waitFor('the others', () => new Set(consumer.delivered).size === 40)
    release()
  })

  test.concurrent('does not redeliver a message that is in progress for longer than a lease', async () => {
    const { openQueue } = await broker.newQueue()
    await using queue = await openQueue()
    await using consumer = collect(queue, { until: () => delay(1.5 * testLeaseMs) })
    await queue.send([newMessage()])
    await waitFor('the end of the delivery', () => consumer.over.length > 0, 4 * testLeaseMs)
    await delay(100)
    expect(consumer.delivered.length).toBeLessThanOrEqual(isUnruly ? 2 : 1)
  })

  test.concurrent('distributes its messages among consumers', async () => {
    const { openQueue } = await broker.newQueue()
    await using one = await openQueue()
    await using other = await openQueue()
    const { promise: shared, resolve: release } = Promise.withResolvers<void>()
    await using first = collect(one, { concurrency: 2, until: () => shared })
    await using second = collect(other, { concurrency: 2, until: () => shared })
    await one.send(newMessages(60))
    await waitFor('both to have some', () => first.delivered.length > 0 && second.delivered.length > 0)
    release()
    const all = () => [...first.delivered, ...second.delivered]
    await waitFor('all deliveries', () => new Set(all()).size === 60)
    if (!isUnruly) expect(all()).toHaveLength(60)
  })

  test.concurrent('waits at disposal for deliveries in progress and receives no more', async () => {
    const { openQueue } = await broker.newQueue()
    await using queue = await openQueue()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const consumer = collect(queue, { concurrency: 1, until: () => released })
    await queue.send(newMessages(2))
    await waitFor('the first delivery', () => consumer.delivered.length === 1)
    const closed = consumer[Symbol.asyncDispose]().then(() => 'closed')
    expect(await Promise.race([closed, delay(100, 'waiting')])).toBe('waiting')
    release()
    expect(await closed).toBe('closed')
    expect(consumer.delivered).toHaveLength(1)
    // Another consumer soon receives the remaining message.
    await using next = collect(queue)
    await waitFor('the other message', () => next.delivered.some(id => !consumer.delivered.includes(id)))
  })

  test.concurrent('keeps delivering after a handler has rejected', async () => {
    const { openQueue } = await broker.newQueue()
    await using queue = await openQueue()
    await using consumer = collect(queue, {
      concurrency: 1,
      until: () => Promise.reject(new Error('a defect')),
    })
    await queue.send(newMessages(2))
    await waitFor('both deliveries', () => new Set(consumer.delivered).size === 2)
  })

  test.concurrent('sends well-formed hints and the final snapshot to every subscriber', async () => {
    const { openQueue } = await broker.newQueue()
    await using working = await openQueue()
    await using listening = await openQueue()
    const heard: AnyJob[] = []
    await using _subscription = listening.subscribe(snapshot => heard.push(snapshot))
    const malformed = newSnapshot(2)
    const hinted = newSnapshot(2)
    const last = newSnapshot(3)
    await using _consumer = working.consume(
      async ({ hint }) => {
        await hint({ ...malformed, state: 'OVER' as never })
        await hint(hinted)
        return last
      },
      { concurrency: 1, name: 'test' },
    )
    // Hints can get lost, especially the first ones.
    await waitFor('both snapshots', async () => {
      await working.send([newMessage()])
      await delay(100)
      return [hinted, last].every(({ id }) => heard.some(snapshot => snapshot.id === id))
    })
    expect(heard).toContainEqual(hinted)
    expect(heard).toContainEqual(last)
    expect(heard.some(({ id }) => id === malformed.id)).toBe(false)
  })
})
