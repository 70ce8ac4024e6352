import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execQueue } from '../harness/run-queue-command.ts'
import { atOnce, openQueueFixture, parseLines, type QueueFixture, texts } from '../harness/queue-fixture.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'

let fixture: QueueFixture
beforeAll(async () => {
  fixture = await openQueueFixture()
})
afterAll(() => fixture[Symbol.asyncDispose]())

describe('a sender', () => {
  test('sends 100 messages with the name of the client', async () => {
    const { name, url } = await fixture.newQueue()
    const { code, stdout, stderr } = await execQueue(['--name', name, '--client-name', 'Client 7', ...atOnce])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`\nConnected to ${name}\n`)
    expect(stdout).toMatch(/\nWorking\.\.\. 100% 0:00:00\nSent 100 messages in [\d.]+ s\.\n$/)
    const messages = await fixture.takeAll(url)
    expect(messages.map(({ Body }) => Body)).toEqual(texts(100))
    const names = messages.map(({ MessageAttributes }) => MessageAttributes?.['client']?.StringValue)
    expect(new Set(names)).toEqual(new Set(['Client 7']))
  })

  test('applies --count, --rate and --prepend', async () => {
    const { name, url } = await fixture.newQueue()
    const startedAtMs = performance.now()
    const { code } = await execQueue([
      '--name',
      name,
      '--send',
      '--count',
      '5',
      '--rate',
      '10',
      '--prepend',
      'abc',
    ])
    expect(code).toBe(0)
    expect(performance.now() - startedAtMs).toBeGreaterThan(400)
    expect((await fixture.takeAll(url)).map(({ Body }) => Body)).toEqual(texts(5, 'abc '))
  })

  test('draws a bar on a terminal, and otherwise writes a line for each quarter', async () => {
    const { name } = await fixture.newQueue()
    const args = ['--name', name, '--count', '8', '--rate', '40']
    const drawn = await execQueue(args, { isTerminal: true })
    expect(drawn.stdout).toMatch(/Working\.\.\. █+░* 100% 0:00:00/)
    const written = await execQueue(args)
    // The time left depends on how fast the messages were sent.
    expect(written.stdout.match(/^Working\.\.\. .*$/gm)).toEqual(
      [25, 50, 75, 100].map(percent => expect.stringMatching(`^Working\\.\\.\\. ${percent}% 0:00:0\\d$`)),
    )
  })

  test('prints only JSON with --json', async () => {
    const { name } = await fixture.newQueue('.fifo')
    const { stdout } = await execQueue(['--name', name, '--count', '2', '--json', ...atOnce])
    expect(parseLines(stdout)).toMatchObject([
      { type: 'connected', queue: name, isNew: false },
      { type: 'sent', client: 'Client 1', text: 'Message 0', sequenceNumber: expect.stringMatching(/^\d+$/) },
      { type: 'sent', client: 'Client 1', text: 'Message 1', isKnown: false },
      { type: 'summary', sent: 2, known: 0 },
    ])
  })

  test('prints how much it has sent when it is interrupted', async () => {
    const { name, url } = await fixture.newQueue()
    const leaving = new AbortController()
    const { code, stdout } = await execQueue(['--name', name, '--count', '40', '--rate', '100'], {
      signal: leaving.signal,
      once: { written: 'Working... 25%', act: () => leaving.abort() },
    })
    const sent = Number(/Sent (\d+) of 40 messages/.exec(stdout)?.[1])
    expect(code).toBe(130)
    // One message may have been in flight.
    expect([sent, sent + 1]).toContain((await fixture.takeAll(url)).length)
  })

  test('counts the accepted part of a batch before it reports the error', async () => {
    // The size of a message: its text, and the name, type and value of its attribute.
    const { name, url } = await fixture.newQueue('', { MaximumMessageSize: '1024' })
    const prepended = 'x'.repeat(1000)
    const args = ['--name', name, '--client-name', 'AA', '--prepend', prepended, '--count', '12', ...atOnce]
    const { code, stdout, stderr } = await execQueue([...args.slice(0, -1), '8'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/Sent 10 of 12 messages in/)
    expect(stderr).toMatch(/^SQS refused the request \(.*1024 bytes.*\)\.\n$/)
    expect((await fixture.takeAll(url)).map(({ Body }) => Body)).toEqual(texts(10, `${prepended} `))
  })
})

describe('a sender to a FIFO queue', () => {
  test.each([{ ContentBasedDeduplication: 'true' }, {}])(
    'reports messages that the queue already has (%j)',
    async attributes => {
      await using cache = await createTemporaryDirectory()
      const { name, url } = await fixture.newQueue('.fifo', attributes)
      const args = ['--name', name, '--count', '3', ...atOnce]
      const send = (...more: string[]) => execQueue([...args, ...more], { cacheDir: cache.path })
      const first = await send('--group', 'a')
      expect(first.stdout).toMatch(/Sent 3 messages in .*\nFor five minutes .* without delivering them;\n/)
      // The name of the client is not part of the text.
      const second = await send('--client-name', 'Client 2')
      expect(second.stdout).toMatch(/Nothing new: the queue had all of them less than five minutes ago/)
      const more = await send('--count', '4')
      expect(more.stdout).toMatch(/The queue had 3 of them less than five minutes ago/)
      const fresh = await send('--prepend', 'x')
      expect(fresh.stdout).not.toMatch(/The queue had|Nothing new/)
      const { Attributes = {} } = await fixture.sqs.client.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
      )
      expect(Attributes).toEqual({ ApproximateNumberOfMessages: '7' })
      const groups = (await fixture.takeAll(url)).map(({ Attributes: given }) => given?.MessageGroupId)
      expect(new Set(groups)).toEqual(new Set(['a', 'playground']))
    },
  )

  test('works if its cache directory is not writable', async () => {
    const { name } = await fixture.newQueue('.fifo')
    const send = () => execQueue(['--name', name, '--count', '3', ...atOnce], { cacheDir: '/dev/null' })
    await send()
    expect(await send()).toMatchObject({ code: 0, stdout: expect.stringContaining('--prepend TEXT') })
  })
})
