import { setTimeout as delay } from 'node:timers/promises'
import {
  ChangeMessageVisibilityCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import { beforeAll, describe, expect, test } from 'vitest'
import { openQueue } from '../../core/queue/open-queue.ts'
import { openProxy } from '../chaos/proxy.ts'
import { collect, newMessage, newMessages } from '../harness/deliveries.ts'
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts'
import { createTestLog } from '../harness/test-log.ts'
import { useSqs } from '../harness/test-sqs-broker.ts'
import { startTestSqs, type TestSqs } from '../harness/test-sqs.ts'
import { waitFor } from '../harness/wait-for.ts'

const leaseMs = 1_000

let sqs: TestSqs
let database: TestDatabase
beforeAll(async () => {
  await using opening = new AsyncDisposableStack()
  sqs = opening.use(await startTestSqs())
  database = opening.use(await createTestDatabase())
  opening.use(useSqs(sqs))
  const opened = opening.move()
  return () => opened.disposeAsync()
})

function open(brokerUrl: string, log = createTestLog().log, lease = leaseMs) {
  return openQueue({ databaseUrl: database.url, brokerUrl, name: 'ical', leaseMs: lease }, log)
}

/** @returns the numbers of visible messages and of messages in flight */
async function depthOf(queueUrl: string): Promise<[number, number]> {
  const { Attributes: found } = await sqs.client.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  )
  return [Number(found?.ApproximateNumberOfMessages), Number(found?.ApproximateNumberOfMessagesNotVisible)]
}

const sendForeign = async (queueUrl: string) =>
  void (await sqs.client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'Message 0' })))

test('sends the id of a job and nothing else', async () => {
  const queueUrl = await sqs.createQueue('content')
  await using queue = await open('sqs://content')
  const message = newMessage()
  await queue.send([message])
  const { Messages: [sent] = [] } = await sqs.client.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MessageAttributeNames: ['All'] }),
  )
  expect(sent).toMatchObject({ Body: message.jobId })
  expect(sent?.MessageAttributes).toBeUndefined()
})

test.each([
  ['sqs://', 'ical'],
  ['sqs://named', 'named'],
  ['sqs://ordered.fifo', 'ordered.fifo'],
  ['its URL', 'by-url'],
])('resolves %s to the queue %s', async (brokerUrl, name) => {
  const queueUrl = await sqs.createQueue(name, name.endsWith('.fifo') ? { FifoQueue: 'true' } : {})
  await using queue = await open(brokerUrl === 'its URL' ? queueUrl : brokerUrl)
  await queue.send(newMessages(12))
  expect(await depthOf(queueUrl)).toEqual([12, 0])
})

test('rejects when SQS refuses one message of many', async () => {
  await sqs.createQueue('picky')
  await using queue = await open('sqs://picky')
  const broken = { ...newMessage(), jobId: 'not in XML: \u0001' }
  await expect(queue.send([...newMessages(24), broken])).rejects.toThrow('SQS refused the request')
})

test('keeps one long poll open while idle', async () => {
  await sqs.createQueue('idle')
  await using queue = await open('sqs://idle')
  sqs.counts.clear()
  await using consumer = collect(queue)
  await queue.send([newMessage()])
  await waitFor('the delivery', () => consumer.over.length > 0)
  await waitFor('the next poll', () => sqs.counts.get('ReceiveMessage') === 2)
  await delay(1_000)
  expect(sqs.counts.get('ReceiveMessage')).toBe(2)
})

describe('a message that holds no job', () => {
  test('goes to the dead-letter queue and is logged once', async () => {
    const deadUrl = await sqs.createQueue('dead')
    const queueUrl = await sqs.createQueue('with-dead', {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead',
        maxReceiveCount: 2,
      }),
    })
    const { log, messages } = createTestLog()
    await using queue = await open('sqs://with-dead', log)
    await using consumer = collect(queue)
    await sendForeign(queueUrl)
    await waitFor('the dead letter', async () => (await depthOf(deadUrl))[0] === 1)
    expect(await depthOf(queueUrl)).toEqual([0, 0])
    expect(consumer.delivered).toEqual([])
    expect(messages()).toEqual(['Message cannot be handled'])
  })

  test('is deleted after ten deliveries', async () => {
    const queueUrl = await sqs.createQueue('without-dead')
    await sendForeign(queueUrl)
    for (let received = 0; received < 9; received += 1) {
      const { Messages: [message] = [] } = await sqs.client.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl }),
      )
      const ReceiptHandle = message?.ReceiptHandle
      await sqs.client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
      )
    }
    const { log, messages } = createTestLog()
    await using queue = await open('sqs://without-dead', log)
    await using consumer = collect(queue)
    await waitFor('its deletion', async () => (await depthOf(queueUrl)).every(count => count === 0))
    expect(consumer.delivered).toEqual([])
    expect(messages()).toEqual(['Message deleted after 10 failed deliveries'])
  })
})

test('leaves the message of a handler that always rejects to the dead-letter queue', async () => {
  const deadUrl = await sqs.createQueue('dead-defects')
  await sqs.createQueue('defects', {
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead-defects',
      maxReceiveCount: 2,
    }),
  })
  await using queue = await open('sqs://defects')
  await using consumer = collect(queue, { until: () => Promise.reject(new Error('a defect')) })
  await queue.send([newMessage()])
  await waitFor('the dead letter', async () => (await depthOf(deadUrl))[0] === 1)
  expect(consumer.delivered).toHaveLength(2)
})

describe('a drain', () => {
  test('ends a long poll at once and takes no later message', async () => {
    await sqs.createQueue('drained')
    // A message that the drain lost would be delivered only after this lease.
    await using queue = await open('sqs://drained', undefined, 60_000)
    const consumer = collect(queue)
    await queue.send([newMessage()])
    await waitFor('the delivery', () => consumer.over.length > 0)
    const startedAtMs = performance.now()
    await consumer[Symbol.asyncDispose]()
    // A long poll takes up to twenty seconds.
    expect(performance.now() - startedAtMs).toBeLessThan(5_000)
    await using next = collect(queue)
    await queue.send([newMessage()])
    await waitFor('the delivery to the next', () => next.delivered.length > 0)
  })

  test('returns messages that arrive after it has begun', async () => {
    const queueUrl = await sqs.createQueue('given-back')
    await using proxy = await openProxy(sqs.url)
    await using queue = await open(`${proxy.url}/000000000000/given-back`)
    await using direct = await open('sqs://given-back')
    sqs.counts.clear()
    const consumer = collect(queue)
    await waitFor('a poll', () => (sqs.counts.get('ReceiveMessage') ?? 0) > 0)
    proxy.hold()
    await direct.send([newMessage()])
    await waitFor('SQS to hand it out', async () => (await depthOf(queueUrl))[1] === 1)
    const drained = consumer[Symbol.asyncDispose]()
    proxy.release()
    await drained
    expect(consumer.delivered).toEqual([])
    expect(await depthOf(queueUrl)).toEqual([1, 0])
  })

  test('deletes the messages that it finishes', async () => {
    const queueUrl = await sqs.createQueue('finished')
    await using queue = await open('sqs://finished')
    const consumer = collect(queue, { concurrency: 2, until: () => delay(500) })
    await queue.send(newMessages(5))
    await waitFor('two deliveries', () => consumer.delivered.length === 2)
    await consumer[Symbol.asyncDispose]()
    expect(consumer.over).toHaveLength(2)
    expect(await depthOf(queueUrl)).toEqual([3, 0])
  })
})

test("a FIFO queue delivers a dead worker's job again after its lease", async () => {
  const queueUrl = await sqs.createQueue('orphans.fifo', { FifoQueue: 'true' })
  await using queue = await open('sqs://orphans.fifo')
  const message = newMessage()
  await queue.send([message])
  await sqs.client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, VisibilityTimeout: leaseMs / 1000 }))
  await queue.send([{ ...message, sends: 1 }])
  const startedAtMs = performance.now()
  await using consumer = collect(queue)
  await waitFor('both deliveries', () => consumer.over.length === 2)
  // Not with the next long poll, after twenty seconds.
  expect(performance.now() - startedAtMs).toBeLessThan(10_000)
})

describe('a queue that is missing', () => {
  const missing = 'There is no queue late in this account and region. The worker keeps trying'

  test('is logged once and used as soon as it exists', async () => {
    const { log, messages } = createTestLog()
    await using queue = await open('sqs://late', log)
    await using consumer = collect(queue)
    await expect(queue.send([newMessage()])).rejects.toThrow('There is no queue late')
    await waitFor('several attempts', () => (sqs.counts.get('GetQueueUrl') ?? 0) > 3)
    await delay(1_000)
    expect(messages()).toEqual([missing])
    await sqs.createQueue('late')
    await queue.send([newMessage()])
    await waitFor('the delivery', () => consumer.delivered.length > 0)
    expect(messages()).toEqual([missing, 'SQS answers again'])
  })

  test('is used again after it was deleted and re-created', async () => {
    const queueUrl = await sqs.createQueue('deleted')
    const { log, messages } = createTestLog()
    await using queue = await open('sqs://deleted', log)
    await using consumer = collect(queue)
    await queue.send([newMessage()])
    await waitFor('the delivery', () => consumer.over.length > 0)
    await sqs.client.send(new DeleteQueueCommand({ QueueUrl: queueUrl }))
    await expect(queue.send([newMessage()])).rejects.toThrow('There is no queue deleted')
    await waitFor('the worker to notice', () => messages().length > 0)
    await sqs.createQueue('deleted')
    await queue.send([newMessage()])
    await waitFor('the next delivery', () => consumer.delivered.length > 1)
    expect(messages().filter(message => message.endsWith('keeps trying'))).toHaveLength(1)
  })
})

test('backs off while SQS refuses requests', async () => {
  await sqs.createQueue('refusing')
  const { log, messages } = createTestLog()
  await using queue = await open('sqs://refusing', log)
  sqs.refuse({ code: 'ExpiredTokenException', status: 403 })
  using refused = new DisposableStack()
  refused.defer(() => sqs.refuse(undefined))
  sqs.counts.clear()
  await using _consumer = collect(queue)
  await delay(2_000)
  expect([...sqs.counts.values()].reduce((sum, count) => sum + count, 0)).toBeLessThan(6)
  expect(messages()).toEqual(['The AWS credentials have expired: get new ones. The worker keeps trying'])
})
