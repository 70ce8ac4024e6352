import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findProcesses } from '../harness/find-processes.ts'
import { spawnMain, type SpawnedMain } from '../harness/spawn-main.ts'
import { spawnSqs } from '../harness/spawn-sqs.ts'
import { createTemporaryDirectory, type TemporaryDirectory } from '../harness/temporary-directory.ts'
import { waitFor } from '../harness/wait-for.ts'

let sqs: Awaited<ReturnType<typeof spawnSqs>>
let cache: TemporaryDirectory
beforeAll(async () => {
  sqs = await spawnSqs('--unruly')
  cache = await createTemporaryDirectory()
})
afterAll(async () => {
  await sqs[Symbol.asyncDispose]()
  await cache[Symbol.asyncDispose]()
})

/** `npm run queue -- --name NAME …` */
const queue = (name: string, ...args: string[]): SpawnedMain =>
  spawnMain(['queue', '--name', name, ...args], { ...sqs.env, XDG_CACHE_HOME: cache.path })

async function startReceiver(name: string): Promise<SpawnedMain> {
  const receiver = queue(name, '--client-name', 'me', '--receive')
  await waitFor('the receiver to wait', () => receiver.output().includes('Waiting for messages'))
  return receiver
}

/** Runs a sender until it exits. @returns its output */
async function send(name: string, ...args: string[]): Promise<string> {
  await using sender = queue(name, '--client-name', 'Client 1', '--rate', '100', ...args)
  expect(await sender.exited).toBe(0)
  return sender.output()
}

const received = ({ output }: SpawnedMain) => output().match(/^\[\d\d:\d\d:\d\d\] Client 1: .*$/gm) ?? []
const numbers = (lines: string[]) => lines.map(line => Number(/\d+$/.exec(line)?.[0]))
const upTo100 = Array.from({ length: 100 }, (_, n) => n)

async function interrupt(main: SpawnedMain): Promise<string> {
  main.signal('SIGINT')
  expect(await main.exited).toBe(0)
  return main.output()
}

describe('a sender and a receiver in two processes', () => {
  test('show that a standard queue breaks the order', async () => {
    await using receiver = await startReceiver('csse6400_prac')
    expect(await send('csse6400_prac')).toMatch(/Connected to csse6400_prac\n[^]*Sent 100 messages/)
    await waitFor('all messages', () => new Set(numbers(received(receiver))).size === 100)
    const summary = await interrupt(receiver)
    const arrived = numbers(received(receiver))
    expect(arrived).not.toEqual(arrived.toSorted((a, b) => a - b))
    expect(summary).toMatch(/\n +Client 1 +1\d\d +\d+ +[1-9]\d* +0\n/)
    expect(summary).toMatch(/A standard queue promises neither order nor a single delivery/)
  })

  test('show that a FIFO queue keeps the order, deduplicates repeats, and delivers prefixed messages', async () => {
    const name = 'csse6400_prac.fifo'
    await using receiver = await startReceiver(name)
    await send(name)
    await waitFor('all messages', () => received(receiver).length >= 100)
    expect(await send(name)).toMatch(/Nothing new: the queue had all of them/)
    await send(name, '--prepend', 'x')
    // These arrive after any duplicates would have.
    await waitFor('all messages again', () =>
      received(receiver).some(line => line.endsWith(': x Message 99')),
    )
    const summary = await interrupt(receiver)
    expect(received(receiver).map(line => line.slice('[00:00:00] '.length))).toEqual([
      ...upTo100.map(n => `Client 1: Message ${n}`),
      ...upTo100.map(n => `Client 1: x Message ${n}`),
    ])
    expect(summary).toMatch(/\n +Client 1 +200 +0 +0 +0\n[^]*In order and once/)
  })
})

describe('several receivers', () => {
  test('share the messages of two senders', async () => {
    await using one = await startReceiver('ical')
    await using two = await startReceiver('ical')
    await Promise.all([send('ical'), send('ical', '--prepend', 'y')])
    const all = () => [...received(one), ...received(two)].map(line => line.slice('[00:00:00] '.length))
    await waitFor('all messages', () => new Set(all()).size === 200)
    expect(received(one).length).toBeGreaterThan(0)
    expect(received(two).length).toBeGreaterThan(0)
  })
})

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('ends a sender with a summary (%s)', async signal => {
    await using sender = queue('csse6400_prac', '--rate', '20')
    await waitFor('a quarter to be sent', () => sender.output().includes('Working... 25%'))
    sender.signal(signal)
    expect(await sender.exited).toBe(130)
    expect(sender.output()).toMatch(/\nSent \d\d of 100 messages in [\d.]+ s\.\n$/)
  })

  test('ends the receiver when it reaches only the shell of npm', async () => {
    const name = 'csse6400_prac.fifo'
    const script = `"${process.execPath}" main.ts queue --name ${name} --client-name orphan --receive; exit 0`
    const shell = spawn('sh', ['-c', script], {
      env: { ...process.env, ...sqs.env, npm_lifecycle_event: 'queue' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let output = ''
    shell.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    await waitFor('the receiver to wait', () => output.includes('Waiting for messages'))
    shell.kill('SIGKILL')
    await waitFor(
      'the receiver to end',
      async () => (await findProcesses('--client-name orphan --receive')).length === 0,
    )
    expect(output).toMatch(/Received 0 messages/)
  })
})
