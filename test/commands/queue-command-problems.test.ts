import { randomUUIDv7 } from 'node:crypto'
import { DeleteQueueCommand, SendMessageCommand, type SendMessageCommandInput } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { execQueue } from '../harness/run-queue-command.ts'
import { atOnce, openQueueFixture, type QueueFixture } from '../harness/queue-fixture.ts'

let fixture: QueueFixture
beforeAll(async () => {
  fixture = await openQueueFixture()
})
beforeEach(() => fixture.sqs.refuse(undefined))
afterAll(() => fixture[Symbol.asyncDispose]())

describe('a missing queue', () => {
  test('reports that the queue does not exist in this region', async () => {
    const missing = await execQueue(['--name', 'test', '--client-name', 'Client 1'])
    expect(missing).toEqual({
      code: 1,
      stdout: expect.not.stringContaining('Connected'),
      stderr: `Unable to find a Queue by this name test\nThere is none in us-east-1; --create makes it.\n`,
    })
  })

  test.each(['made', 'made.fifo'])('creates a missing queue once on request (%s)', async name => {
    const args = ['--name', name, '--create', '--count', '1', ...atOnce]
    expect((await execQueue(args)).stdout).toContain(`Created ${name}\nConnected to ${name}\n`)
    const again = await execQueue(args)
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining(`Connected to ${name}\n`) })
    expect(again.stdout).not.toContain('Created')
  })
})

describe('a queue that carries calendar jobs', () => {
  test.each(['', '.fifo'])('returns calendar jobs to the queue and stops receiving (%s)', async suffix => {
    const fifo = { FifoQueue: 'true', ContentBasedDeduplication: 'true' }
    const { name, url } = await fixture.newQueue(suffix, suffix === '' ? {} : fifo)
    const ids = [randomUUIDv7(), randomUUIDv7()]
    for (const id of ids) await send(url, { MessageBody: id })
    await execQueue(['--name', name, '--count', '1', ...atOnce])
    const client = { client: { DataType: 'String', StringValue: 'Client 1' } }
    await send(url, { MessageBody: randomUUIDv7(), MessageAttributes: client })
    const { code, stdout, stderr } = await execQueue(['--name', name, '--create', '--receive', '--idle', '1'])
    expect([code, stderr]).toEqual([1, expect.stringContaining(`The queue ${name} carries calendar jobs`)])
    expect(stdout).not.toContain(ids[0])
    expect(stdout).toContain('Received 2 messages')
    expect((await fixture.takeAll(url)).map(({ Body }) => Body)).toEqual(ids)
  })
})

async function send(url: string, message: Omit<SendMessageCommandInput, 'QueueUrl'>): Promise<void> {
  const group = url.endsWith('.fifo') && { MessageGroupId: `${message.MessageBody}` }
  await fixture.sqs.client.send(new SendMessageCommand({ QueueUrl: url, ...message, ...group }))
}

describe('a deleted or failing queue', () => {
  test('prints the summary and reports that the queue was deleted while sending', async () => {
    const { name, url } = await fixture.newQueue()
    const { code, stdout, stderr } = await execQueue(['--name', name, '--count', '40', '--rate', '100'], {
      once: {
        written: 'Working... 25%',
        act: () => fixture.sqs.client.send(new DeleteQueueCommand({ QueueUrl: url })),
      },
    })
    expect([code, stderr]).toEqual([1, `The queue ${name} is gone: it has been deleted.\n`])
    expect(stdout).toMatch(/Sent \d+ of 40 messages in .*\n$/)
  })

  test('prints the summary and reports that the queue was deleted while receiving', async () => {
    const { name, url } = await fixture.newQueue()
    await execQueue(['--name', name, '--count', '2', ...atOnce])
    const { code, stdout, stderr } = await execQueue(['--name', name, '--receive', '--count', '3'], {
      once: {
        written: 'Message 1',
        act: () => fixture.sqs.client.send(new DeleteQueueCommand({ QueueUrl: url })),
      },
    })
    expect([code, stderr]).toEqual([1, `The queue ${name} is gone: it has been deleted.\n`])
    expect(stdout).toMatch(/\nReceived 2 messages in /)
  })

  test.each([
    ['RequestThrottled', 400, /^SQS is throttling requests: use a lower --rate/],
    [
      'AccessDenied',
      403,
      /^The AWS credentials have no access to the queue queue-\d+ \(Refused by the test\)\.$/,
    ],
    ['ExpiredToken', 403, /^The AWS credentials have expired: get new ones\.$/],
  ])('explains the error %s in one sentence', async (code, status, sentence) => {
    const { name } = await fixture.newQueue()
    fixture.sqs.refuse({ action: 'SendMessageBatch', code, status })
    const sent = await execQueue(['--name', name, ...atOnce])
    expect(sent).toMatchObject({ code: 1, stdout: expect.stringMatching(/\nSent 0 of 100 messages in /) })
    expect(sent.stderr.trimEnd()).toMatch(sentence)
    fixture.sqs.refuse({ action: 'ReceiveMessage', code, status })
    const received = await execQueue(['--name', name, '--receive'])
    expect(received).toMatchObject({ code: 1, stdout: expect.stringMatching(/\nReceived 0 messages in /) })
    expect(received.stderr.trimEnd()).toMatch(sentence)
  })

  test('does not report rejected credentials as a missing queue', async () => {
    const { name } = await fixture.newQueue()
    fixture.sqs.refuse({
      code: 'InvalidClientTokenId',
      status: 403,
      message: 'The security token \u009b2J is invalid',
    })
    expect(await execQueue(['--name', name, '--receive'])).toMatchObject({
      code: 1,
      stderr: `Unable to connect to ${name}: AWS rejected the credentials (The security token  2J is invalid).\n`,
    })
  })

  test('reports an unreachable SQS at the start and while sending', async () => {
    const { name } = await fixture.newQueue()
    const middle = await execQueue(['--name', name, '--count', '40', '--rate', '50'], {
      once: { written: 'Working... 25%', act: () => fixture.sqs.stop() },
    })
    const start = await execQueue(['--name', name, '--receive'])
    await fixture.sqs.start()
    expect(middle).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^SQS cannot be reached \(.*\)\.\n$/),
    })
    expect(middle.stdout).toMatch(/Sent \d+ of 40 messages/)
    expect(start.code).toBe(1)
    expect(start.stderr).toMatch(/^Unable to connect to .*: SQS cannot be reached \(.*ECONNREFUSED.*\)\.\n$/)
  })
})

test.each([
  ['no arguments', []],
  ['an empty name', ['--name', '']],
  ['an invalid name', ['--name', 'a queue']],
  ['a name that is too long', ['--name', 'x'.repeat(81)]],
  ['.fifo alone', ['--name', '.fifo']],
  ['an unknown flag', ['--name', 'a', '--loud']],
  ['an extra argument', ['--name', 'a', 'b']],
  ['a flag without its value', ['--name', 'a', '--count']],
  ['an empty client', ['--name', 'a', '--client-name', '']],
  ['a client with control codes', ['--name', 'a', '--client-name', 'a\u001b[2J']],
  ['no messages', ['--name', 'a', '--count', '0']],
  ['a count that is not a number', ['--name', 'a', '--count', '1e3']],
  ['a negative rate', ['--name', 'a', '--rate', '-1']],
  ['a rate that is too low', ['--name', 'a', '--rate', '0.0001']],
  ['a batch of eleven', ['--name', 'a', '--batch', '11']],
  ['a group of a standard queue', ['--name', 'a', '--group', 'g']],
  ['a group with spaces', ['--name', 'a.fifo', '--group', 'g h']],
  ['an idle limit while sending', ['--name', 'a', '--idle', '3']],
  ['both --send and --receive', ['--name', 'a', '--send', '--receive']],
  ['a rate while receiving', ['--name', 'a', '--receive', '--rate', '3']],
  ['a prefix while receiving', ['--name', 'a', '--receive', '--prepend', 'x']],
])('rejects %s as wrong usage', async (_what, args) => {
  const { code, stdout, stderr } = await execQueue(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^error: .*\n\(add --help for details\)\n$/)
})

test('exits with 0 after --help', async () => {
  expect(await execQueue(['--help'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--prepend <text>'),
  })
})
