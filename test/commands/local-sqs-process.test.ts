import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { expect, test } from 'vitest'
import { courseQueues } from '../../commands/sqs/start-local-sqs.ts'
import { spawnMain } from '../harness/spawn-main.ts'
import { spawnSqs } from '../harness/spawn-sqs.ts'

test("has the course's queues, and stops at once while a receiver waits", async () => {
  await using sqs = await spawnSqs()
  const client = new SQSClient({
    endpoint: sqs.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand())
  expect(QueueUrls).toEqual(
    Object.keys(courseQueues)
      .toSorted()
      .map(name => `${sqs.url}/000000000000/${name}`),
  )
  const waiting = client.send(new ReceiveMessageCommand({ QueueUrl: QueueUrls[0], WaitTimeSeconds: 20 }))
  waiting.catch(() => {})
  const startedAtMs = performance.now()
  expect(await sqs.main.stop()).toBe(0)
  expect(performance.now() - startedAtMs).toBeLessThan(5_000)
  client.destroy()
})

test('reports in one sentence that its port is taken', async () => {
  const taken = createServer()
  taken.listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  await using sqs = spawnMain(['sqs', '--port', `${port}`])
  expect(await sqs.exited).toBe(1)
  expect(sqs.output()).toBe(`The local SQS cannot start. Port ${port} is taken: --port takes another.\n`)
  taken.close()
})

test('explains what to do if development dependencies are not installed', async () => {
  const without = `import { registerHooks } from 'node:module'
    registerHooks({
      resolve(name, context, next) {
        if (name !== 'fauxqs') return next(name, context)
        throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
      },
    })`
  const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(without)}`
  await using sqs = spawnMain(['sqs', '--port', '0'], { NODE_OPTIONS })
  expect(await sqs.exited).toBe(1)
  expect(sqs.output()).toMatch(
    /^The local SQS needs the package fauxqs, .* run npm ci without --omit=dev\.\n$/,
  )
})

test.each([['--loud'], ['--port', 'x'], ['--port', '70000'], ['more']])(
  'rejects %j as wrong usage',
  async (...args) => {
    await using sqs = spawnMain(['sqs', ...args])
    expect(await sqs.exited).toBe(2)
    expect(sqs.output()).toMatch(/^error: .*\n(\(Did you mean .*\n)?\(add --help for details\)\n$/)
  },
)
