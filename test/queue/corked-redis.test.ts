import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { CorkedRedis } from '../../core/queue/bullmq/corked-redis.ts'

const pings = (chunk: string) => chunk.match(/ping/gi)?.length ?? 0

test('writes the commands of one turn of the event loop together, and those of the next separately', async () => {
  const chunks: string[] = []
  const server = createServer(socket => {
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      if (pings(chunk) > 0) chunks.push(chunk)
      socket.write('+OK\r\n'.repeat(chunk.match(/^\*/gm)?.length ?? 0))
    })
  }).listen(0, '127.0.0.1')
  await using stack = new AsyncDisposableStack()
  stack.use(server)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const redis = stack.adopt(
    new CorkedRedis(`redis://127.0.0.1:${port}`, { enableReadyCheck: false }),
    opened => opened.disconnect(),
  )
  await once(redis, 'ready')

  // Each command follows its own promise, like the jobs of a batch.
  const settled = Promise.resolve()
  const answers = await Promise.all(Array.from({ length: 50 }, () => settled.then(() => redis.ping())))
  expect(answers).toEqual(Array(50).fill('OK'))
  expect(chunks.map(pings)).toEqual([50])

  await setImmediate()
  await redis.ping()
  expect(chunks.map(pings)).toEqual([50, 1])
})
