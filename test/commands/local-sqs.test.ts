import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { describe, expect, test } from 'vitest'
import { startTestSqs, type TestSqs } from '../harness/test-sqs.ts'

/** Enough messages that some are almost certainly delivered twice. */
const numbers = Array.from({ length: 300 }, (_, n) => n)

async function send({ client }: TestSqs, queue: string, bodies: string[]): Promise<void> {
  for (const body of bodies) {
    const group = queue.endsWith('.fifo') && { MessageGroupId: 'g', MessageDeduplicationId: body }
    await client.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: body, ...group }))
  }
}

/** Receives and deletes messages until none has arrived for `idleSeconds`. */
async function drain({ client }: TestSqs, queue: string, idleSeconds = 0): Promise<Message[]> {
  const drained: Message[] = []
  for (;;) {
    const receive = { QueueUrl: queue, MaxNumberOfMessages: 10, WaitTimeSeconds: idleSeconds }
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(receive))
    if (Messages.length === 0) return drained
    drained.push(...Messages)
    for (const { ReceiptHandle } of Messages)
      await client.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }))
  }
}

const toNumbers = (messages: Message[]) => messages.map(({ Body }) => Number(Body))

describe('the local SQS', () => {
  test('keeps a standard queue in order, and delivers each message once', async () => {
    await using sqs = await startTestSqs()
    const queue = await sqs.createQueue('plain')
    await send(sqs, queue, numbers.map(String))
    expect(toNumbers(await drain(sqs, queue))).toEqual(numbers)
  })

  test('reorders a standard queue and delivers some messages twice when it is unruly', async () => {
    await using sqs = await startTestSqs({ isUnruly: true })
    const queue = await sqs.createQueue('unruly')
    await send(sqs, queue, numbers.map(String))
    const messages = await drain(sqs, queue, 2)
    const received = toNumbers(messages)
    expect(received).not.toEqual(received.toSorted((a, b) => a - b))
    expect(new Set(received)).toEqual(new Set(numbers))
    expect(received.length).toBeGreaterThan(numbers.length)
    const ids = Object.groupBy(messages, ({ MessageId }) => MessageId ?? '')
    expect(Object.keys(ids)).toHaveLength(numbers.length)
    expect(Math.max(...Object.values(ids).map(same => same?.length ?? 0))).toBe(2)
  })

  test('leaves FIFO queues alone when it is unruly', async () => {
    await using sqs = await startTestSqs({ isUnruly: true })
    const queue = await sqs.createQueue('ruly.fifo')
    await send(sqs, queue, numbers.map(String))
    expect(toNumbers(await drain(sqs, queue))).toEqual(numbers)
  })

  test('hides no message when a receiver disconnects during its long poll', async () => {
    await using sqs = await startTestSqs()
    const queue = await sqs.createQueue('left.fifo')
    const leaving = new AbortController()
    const poll = sqs.client.send(new ReceiveMessageCommand({ QueueUrl: queue, WaitTimeSeconds: 20 }), {
      abortSignal: leaving.signal,
    })
    await expect.poll(() => sqs.counts.get('ReceiveMessage')).toBe(1)
    leaving.abort()
    await expect(poll).rejects.toThrow()
    await send(sqs, queue, ['1', '2'])
    expect(toNumbers(await drain(sqs, queue))).toEqual([1, 2])
  })

  test('serves clients of every region and host name', async () => {
    await using sqs = await startTestSqs()
    await sqs.createQueue('here')
    const endpoint = sqs.url.replace('127.0.0.1', 'localhost')
    const elsewhere = new SQSClient({
      endpoint,
      region: 'ap-southeast-2',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    })
    const { QueueUrl } = await elsewhere.send(new GetQueueUrlCommand({ QueueName: 'here' }))
    elsewhere.destroy()
    expect(QueueUrl).toBe(`${endpoint}/000000000000/here`)
  })

  test('keeps its messages while it is stopped', async () => {
    await using sqs = await startTestSqs()
    const queue = await sqs.createQueue('kept')
    await send(sqs, queue, ['1'])
    await sqs.stop()
    await expect(send(sqs, queue, ['2'])).rejects.toThrow('ECONNREFUSED')
    await sqs.start()
    expect(toNumbers(await drain(sqs, queue))).toEqual([1])
  })

  test('returns the AWS error that a test sets', async () => {
    await using sqs = await startTestSqs()
    const queue = await sqs.createQueue('refused')
    sqs.refuse({ action: 'SendMessage', code: 'AccessDenied', status: 403 })
    await expect(send(sqs, queue, ['1'])).rejects.toMatchObject({ name: 'AccessDenied' })
    expect(await drain(sqs, queue)).toEqual([])
    sqs.refuse(undefined)
    await send(sqs, queue, ['1'])
  })
})
