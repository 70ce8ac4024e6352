import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createLog } from '../core/log.ts'
import { migrateDatabase } from '../core/migrate.ts'
import { openQueue } from '../core/queue/open-queue.ts'
import type { Queue } from '../core/queue/queue.ts'
import { createTestDatabase } from './harness/test-database.ts'
import { startTestPostgres } from './harness/test-postgres.ts'
import { hasRedis, startTestRedis } from './harness/test-redis.ts'
import { waitFor } from './harness/wait-for.ts'

const log = createLog('silent', 'test')
const name = 'ical'
const recoveryTimeoutMs = 20_000

const newMessage = (jobId: string = randomUUID()) => ({ jobId, attempt: 0, sends: 0 })

/** Collects what is delivered. */
function collect(queue: Queue, concurrency = 4) {
  const delivered: string[] = []
  const consumer = queue.consume(
    async ({ jobId }) => {
      delivered.push(jobId)
      return undefined
    },
    { concurrency, name: 'test' },
  )
  return { delivered, [Symbol.asyncDispose]: () => consumer[Symbol.asyncDispose]() }
}

type Broker = { openQueue: () => Queue } & AsyncDisposable

const brokers = {
  async postgres(): Promise<Broker> {
    const database = await createTestDatabase()
    return {
      openQueue: () => openQueue({ databaseUrl: database.url, brokerUrl: undefined, name }, log),
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    }
  },
  async redis(): Promise<Broker> {
    const redis = await startTestRedis()
    return {
      openQueue: () => openQueue({ databaseUrl: 'postgres://unused', brokerUrl: redis.url, name }, log),
      [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
    }
  },
}

describe.each(hasRedis ? (['postgres', 'redis'] as const) : (['postgres'] as const))(
  'the queue on %s',
  kind => {
    test('delivers every message that was sent, and keeps none', async () => {
      await using broker = await brokers[kind]()
      await using queue = broker.openQueue()
      await using consumer = collect(queue)
      const messages = Array.from({ length: 250 }, () => newMessage())
      await queue.send(messages.slice(0, 100))
      await queue.send(messages.slice(100))
      await waitFor('all deliveries', () => consumer.delivered.length >= 250)
      expect(consumer.delivered.toSorted()).toEqual(messages.map(({ jobId }) => jobId).toSorted())
      // Nothing is kept that could swallow the same id.
      await queue.send([messages[0] ?? newMessage()])
      await waitFor('one more delivery', () => consumer.delivered.length === 251)
    })

    test('delivers what was sent before anybody consumed', async () => {
      await using broker = await brokers[kind]()
      await using sending = broker.openQueue()
      const message = newMessage()
      await sending.send([message])
      await using receiving = broker.openQueue()
      await using consumer = collect(receiving)
      await waitFor('the delivery', () => consumer.delivered.length === 1)
      expect(consumer.delivered).toEqual([message.jobId])
    })

    test('delivers the next sending of a job while an earlier one is still active', async () => {
      await using broker = await brokers[kind]()
      await using queue = broker.openQueue()
      const { promise: released, resolve: release } = Promise.withResolvers<undefined>()
      let deliveries = 0
      await using _consumer = queue.consume(
        () => {
          deliveries += 1
          return released
        },
        { concurrency: 2, name: 'test' },
      )
      const message = newMessage()
      await queue.send([message])
      await waitFor('the first delivery', () => deliveries === 1)
      await queue.send([{ ...message, sends: 1 }])
      await waitFor('the second delivery', () => deliveries === 2)
      release(undefined)
    })

    test('waits at disposal for the deliveries that are being handled, and takes no more', async () => {
      await using broker = await brokers[kind]()
      await using queue = broker.openQueue()
      const { promise: released, resolve: release } = Promise.withResolvers<undefined>()
      let started = 0
      const consumer = queue.consume(
        async () => {
          started += 1
          return released
        },
        { concurrency: 1, name: 'test' },
      )
      await queue.send([newMessage(), newMessage()])
      await waitFor('the first delivery', () => started === 1)
      const closed = consumer[Symbol.asyncDispose]().then(() => 'closed')
      expect(await Promise.race([closed, delay(100, 'waiting')])).toBe('waiting')
      release(undefined)
      expect(await closed).toBe('closed')
      expect(started).toBe(1)
    })

    test('lives on after a handler that throws', async () => {
      await using broker = await brokers[kind]()
      await using queue = broker.openQueue()
      let deliveries = 0
      await using _consumer = queue.consume(
        async () => {
          deliveries += 1
          throw new Error('a defect')
        },
        { concurrency: 1, name: 'test' },
      )
      await queue.send([newMessage(), newMessage()])
      await waitFor('both deliveries', () => deliveries === 2)
    })
  },
)

describe.skipIf(!hasRedis)('a Redis that goes away', () => {
  test('makes sending fail fast, at the start too, and is used again when it is back', async () => {
    await using redis = await startTestRedis()
    await redis.stop()
    await using queue = openQueue({ databaseUrl: 'postgres://unused', brokerUrl: redis.url, name }, log)
    await using consumer = collect(queue)
    const startedAtMs = performance.now()
    await expect(queue.send([newMessage()])).rejects.toThrow()
    expect(performance.now() - startedAtMs).toBeLessThan(2_500)
    await redis.start()
    await waitFor(
      'a message to get through',
      () => queue.send([newMessage()]).then(() => true),
      recoveryTimeoutMs,
    )
    await waitFor('its delivery', () => consumer.delivered.length > 0, recoveryTimeoutMs)
  })

  test.each(['restarted', 'killed', 'flushed', 'frozen'])(
    'and comes back %s still has its consumers',
    async how => {
      await using redis = await startTestRedis()
      await using queue = openQueue({ databaseUrl: 'postgres://unused', brokerUrl: redis.url, name }, log)
      await using consumer = collect(queue)
      await waitFor('a message to get through', () => queue.send([newMessage()]).then(() => true))
      await waitFor('its delivery', () => consumer.delivered.length > 0)
      if (how === 'restarted') await redis.stop().then(() => redis.start())
      if (how === 'killed') await redis.kill().then(() => redis.start())
      if (how === 'flushed') await redis.flush()
      if (how === 'frozen') {
        redis.pause()
        await expect(queue.send([newMessage()])).rejects.toThrow('in time')
        redis.resume()
      }
      const before = consumer.delivered.length
      await waitFor(
        'a message to get through',
        () => queue.send([newMessage()]).then(() => true),
        recoveryTimeoutMs,
      )
      await waitFor('its delivery', () => consumer.delivered.length > before, recoveryTimeoutMs)
    },
  )
})

test.each(['restarted', 'killed'])('a PostgreSQL that is %s still has its consumers', async how => {
  await using postgres = await startTestPostgres()
  await migrateDatabase(postgres.url)
  await using queue = openQueue({ databaseUrl: postgres.url, brokerUrl: undefined, name }, log)
  await using consumer = collect(queue)
  await queue.send([newMessage()])
  await waitFor('the delivery', () => consumer.delivered.length === 1)
  if (how === 'restarted') await postgres.stop()
  else await postgres.kill()
  await expect(queue.send([newMessage()])).rejects.toThrow()
  await postgres.start()
  await waitFor(
    'a message to get through',
    () => queue.send([newMessage()]).then(() => true),
    recoveryTimeoutMs,
  )
  await waitFor('its delivery', () => consumer.delivered.length > 1, recoveryTimeoutMs)
})
