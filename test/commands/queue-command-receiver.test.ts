import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execQueue } from '../harness/run-queue-command.ts'
import { atOnce, openQueueFixture, parseLines, type QueueFixture, texts } from '../harness/queue-fixture.ts'
import { waitFor } from '../harness/wait-for.ts'

let fixture: QueueFixture
beforeAll(async () => {
  fixture = await openQueueFixture()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const linesOf = (stdout: string) => stdout.split('\n').filter(line => line.startsWith('['))

describe('a receiver', () => {
  test('prints messages, deletes them, and prints a summary', async () => {
    const { name, url } = await fixture.newQueue()
    await execQueue(['--name', name, '--client-name', 'A', '--count', '20', ...atOnce])
    await execQueue(['--name', name, '--client-name', 'B', '--count', '10', ...atOnce])
    const { code, stdout } = await execQueue(['--name', name, '--receive', '--count', '30'])
    expect(code).toBe(0)
    expect(linesOf(stdout).map(line => line.replace(/^\[\d\d:\d\d:\d\d\] /, ''))).toEqual([
      ...texts(20).map(text => `A: ${text}`),
      ...texts(10).map(text => `B: ${text}`),
    ])
    expect(stdout).toMatch(/Received 30 messages in [\d.]+ s, in 3 requests, 0 of them empty\./)
    expect(stdout).toMatch(
      /^ +received {2}duplicates {2}out of order {2}missing\n +A +20 +0 +0 +0\n +B +10 +0 +0 +0\n/m,
    )
    const { Attributes = {} } = await fixture.sqs.client.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    )
    expect(Object.values(Attributes)).toEqual(['0', '0'])
  })

  test('ends its long poll immediately on Ctrl-C, with exit code 0', async () => {
    const { name } = await fixture.newQueue()
    await execQueue(['--name', name, '--count', '2', ...atOnce])
    const leaving = new AbortController()
    const countRequests = () => fixture.sqs.counts.get('ReceiveMessage') ?? 0
    const before = countRequests()
    const startedAtMs = performance.now()
    const { code, stdout } = await execQueue(['--name', name, '--receive'], {
      signal: leaving.signal,
      once: {
        written: 'Message 1',
        async act() {
          await waitFor('its long poll', () => countRequests() === before + 2)
          leaving.abort()
        },
      },
    })
    expect(performance.now() - startedAtMs).toBeLessThan(5_000)
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Received 2 messages in .*, in 1 request, /)])
  })

  test('ends when no message arrives, and explains why', async () => {
    const [standard, fifo] = [await fixture.newQueue(), await fixture.newQueue('.fifo')]
    const [nothing, nothingNew] = await Promise.all(
      [standard, fifo].map(({ name }) => execQueue(['--name', name, '--receive', '--idle', '1'])),
    )
    expect(nothing).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/1 of them empty\.\nNo messages arrived\.\n/),
    })
    expect(nothing?.stdout).toMatch(/AWS bills an empty receive/)
    expect(nothingNew?.stdout).toMatch(/Nothing new: a FIFO queue does not deliver again/)
  })

  test('receives no more messages per request than --batch', async () => {
    const { name } = await fixture.newQueue()
    await execQueue(['--name', name, '--count', '6', ...atOnce])
    const { stdout } = await execQueue(['--name', name, '--receive', '--count', '5', '--batch', '2'])
    expect(linesOf(stdout)).toHaveLength(5)
    expect(stdout).toMatch(/in 3 requests/)
  })

  test('marks late messages on a terminal', async () => {
    const { name, url } = await fixture.newQueue()
    for (const text of ['Message 0', 'Message 2', 'Message 1'])
      await fixture.put(url, text, { DataType: 'String', StringValue: 'A' })
    const shown = await execQueue(['--name', name, '--receive', '--count', '3'], { isTerminal: true })
    expect(shown.stdout).toMatch(/A: Message 1 {2}<- out of order/)
    expect(shown.stdout).toMatch(/ A +3 +0 +1 +0\n/)
  })

  test('prints messages of other programs without control characters', async () => {
    const { name, url } = await fixture.newQueue()
    const [escape, csi, rightToLeft] = ['\u001b', '\u009b', '\u202e']
    await fixture.put(url, 'no client')
    await fixture.put(url, 'Message 3', { DataType: 'Binary', BinaryValue: new Uint8Array([27]) })
    await fixture.put(url, `two\r\nlines${csi}2J${rightToLeft}`, {
      DataType: 'String',
      StringValue: `${escape}[31mred`,
    })
    await fixture.put(url, 'x'.repeat(100_000), { DataType: 'String', StringValue: 'y'.repeat(1_000) })
    const { code, stdout } = await execQueue(['--name', name, '--receive', '--count', '4'], {
      isTerminal: true,
    })
    expect(code).toBe(0)
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
    expect(linesOf(stdout).map(line => line.slice(11))).toEqual([
      'unknown: no client',
      'unknown: Message 3',
      ' [31mred: two lines 2J ',
      `${'y'.repeat(200)}…: ${'x'.repeat(200)}…`,
    ])
    expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThan(450)
  })

  test('prints the whole text of other programs as JSON that is safe for a terminal', async () => {
    const { name, url } = await fixture.newQueue()
    const text = 'two\r\nlines\u009b2J\u2028'
    await fixture.put(url, text)
    const { stdout } = await execQueue(['--name', name, '--receive', '--count', '1', '--json'])
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\u2028/u)
    expect(parseLines(stdout)).toMatchObject([
      { type: 'connected' },
      { type: 'received', client: 'unknown', text, verdict: 'in order', deliveries: 1 },
      { type: 'summary', clients: [{ client: 'unknown', received: 1 }], requests: 1, emptyRequests: 0 },
    ])
  })

  test('shortens the summary of many clients', async () => {
    const { name, url } = await fixture.newQueue()
    for (let n = 0; n < 30; n += 1)
      await fixture.put(url, 'Message 0', { DataType: 'String', StringValue: `c${n}` })
    const { stdout } = await execQueue(['--name', name, '--receive', '--count', '30'])
    expect(stdout).toMatch(/c19 .*\n +and 10 more clients\n/)
  })
})
