import { expect, test } from 'vitest'
import { createLog } from '../../core/process/log.ts'
import { migrateDatabase } from '../../core/database/migrate.ts'
import { openSnapshotEvents } from '../../core/queue/bullmq/snapshot-events.ts'
import { openQueue } from '../../core/queue/open-queue.ts'
import type { Queue } from '../../core/queue/queue.ts'
import type { AnyJob } from '../../schema/import-job.ts'
import { openProxy, type Proxy } from '../chaos/proxy.ts'
import { collect, newMessage, newMessages, newSnapshot } from '../harness/deliveries.ts'
import { createTestDatabase } from '../harness/test-database.ts'
import { startTestPostgres } from '../harness/test-postgres.ts'
import { hasRedis, startTestRedis } from '../harness/test-redis.ts'
import { useSqs } from '../harness/test-sqs-broker.ts'
import { startTestSqs } from '../harness/test-sqs.ts'
import { waitFor } from '../harness/wait-for.ts'

const log = createLog('silent', 'test')
const name = 'ical'
const leaseMs = 1_000
const recoveryTimeoutMs = 20_000

type Stage = AsyncDisposable & { openQueue: () => Promise<Queue>; begin: () => unknown; end: () => unknown }

async function onPostgres(how: 'restarted' | 'killed'): Promise<Stage> {
  const postgres = await startTestPostgres()
  await migrateDatabase(postgres.url)
  return {
    openQueue: () => openQueue({ databaseUrl: postgres.url, brokerUrl: undefined, name, leaseMs }, log),
    begin: how === 'killed' ? postgres.kill : postgres.stop,
    end: postgres.start,
    [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose](),
  }
}

/** It resets each new connection, as a proxy in front of it that is up before it. */
async function onResettingPostgres(): Promise<Stage> {
  await using opening = new AsyncDisposableStack()
  const { url } = opening.use(await createTestDatabase())
  const proxy = opening.use(await openProxy(url))
  const opened = opening.move()
  return {
    openQueue: () => openQueue({ databaseUrl: proxy.url, brokerUrl: undefined, name, leaseMs }, log),
    begin: () => resetConnections(proxy),
    end: () => proxy.setTrap(undefined),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Resets each new connection to PostgreSQL, until the trap is removed. */
function resetConnections(proxy: Proxy, onReset = () => {}): void {
  proxy.setTrap({
    mark: 'user',
    when: 'before',
    spring() {
      proxy.cut()
      onReset()
      resetConnections(proxy, onReset)
    },
  })
}

async function onRedis(how: 'restarted' | 'killed' | 'frozen'): Promise<Stage> {
  const redis = await startTestRedis()
  const ways = {
    restarted: { begin: redis.stop, end: redis.start },
    killed: { begin: redis.kill, end: redis.start },
    frozen: { begin: redis.pause, end: redis.resume },
  }
  return {
    openQueue: () =>
      openQueue({ databaseUrl: 'postgres://unused', brokerUrl: redis.url, name, leaseMs }, log),
    ...ways[how],
    [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
  }
}

type SqsWay = 'restarted' | 'frozen' | 'throttled' | 'denying' | 'failing'

async function onSqs(how: SqsWay): Promise<Stage> {
  await using opening = new AsyncDisposableStack()
  const { url: databaseUrl } = opening.use(await createTestDatabase())
  const sqs = opening.use(await startTestSqs())
  const proxy = opening.use(await openProxy(sqs.url))
  opening.use(useSqs({ env: { ...sqs.env, AWS_ENDPOINT_URL: proxy.url } }))
  await sqs.createQueue(name)
  const refusing = (code: string, status: number) => ({
    begin: () => sqs.refuse({ code, status }),
    end: () => sqs.refuse(undefined),
  })
  const ways: Record<SqsWay, Pick<Stage, 'begin' | 'end'>> = {
    restarted: { begin: sqs.stop, end: sqs.start },
    frozen: { begin: proxy.hold, end: proxy.release },
    throttled: refusing('RequestThrottled', 400),
    denying: refusing('AccessDeniedException', 403),
    failing: refusing('InternalFailure', 500),
  }
  const opened = opening.move()
  return {
    openQueue: () => openQueue({ databaseUrl, brokerUrl: 'sqs://', name, leaseMs }, log),
    ...ways[how],
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

type Case = [title: string, start: () => Promise<Stage>]

const outages: Case[] = [
  ['a PostgreSQL that is restarted', () => onPostgres('restarted')],
  ['a PostgreSQL that is killed', () => onPostgres('killed')],
  ...onRedisOnly([
    ['a Redis that is restarted', () => onRedis('restarted')],
    ['a Redis that is killed', () => onRedis('killed')],
    ['a Redis that is frozen', () => onRedis('frozen')],
  ]),
  ['an SQS that is restarted', () => onSqs('restarted')],
  ['an SQS that is frozen', () => onSqs('frozen')],
  ['an SQS that is throttled', () => onSqs('throttled')],
  ['an SQS that denies access', () => onSqs('denying')],
  ['an SQS that answers 500', () => onSqs('failing')],
]

/** Where there is no Redis, test-redis.ts says so. */
function onRedisOnly(cases: Case[]): Case[] {
  return hasRedis ? cases : []
}

async function sendUntilTaken(queue: Queue): Promise<void> {
  await waitFor(
    'a message to get through',
    () => queue.send([newMessage()]).then(() => true),
    recoveryTimeoutMs,
  )
}

async function expectRefusalInTime(queue: Queue): Promise<void> {
  const startedAtMs = performance.now()
  await expect(queue.send(newMessages(100))).rejects.toThrow()
  // The limit is two seconds. Without it, a broker that does not answer would be waited for indefinitely.
  expect(performance.now() - startedAtMs).toBeLessThan(5_000)
}

test.each(outages)('%s makes sending fail in time, and recovers', async (_title, start) => {
  await using stage = await start()
  await using queue = await stage.openQueue()
  await using consumer = collect(queue)
  await sendUntilTaken(queue)
  await waitFor('its delivery', () => consumer.delivered.length > 0)
  await stage.begin()
  await expectRefusalInTime(queue)
  await expectRefusalInTime(queue)
  await stage.end()
  const before = consumer.delivered.length
  await sendUntilTaken(queue)
  await waitFor('its delivery', () => consumer.delivered.length > before, recoveryTimeoutMs)
})

const lateOnes: Case[] = [
  ['a PostgreSQL', () => onPostgres('restarted')],
  ['a PostgreSQL that resets connections', onResettingPostgres],
  ...onRedisOnly([['a Redis', () => onRedis('restarted')]]),
  ['an SQS', () => onSqs('restarted')],
  ['an SQS that does not answer', () => onSqs('frozen')],
]

test.each(lateOnes)('%s can be down when its clients start', async (_title, start) => {
  await using stage = await start()
  await stage.begin()
  await using queue = await stage.openQueue()
  await using consumer = collect(queue)
  await expectRefusalInTime(queue)
  await stage.end()
  await sendUntilTaken(queue)
  await waitFor('its delivery', () => consumer.delivered.length > 0, recoveryTimeoutMs)
})

test.skipIf(!hasRedis)('keeps consuming after Redis is flushed', async () => {
  await using redis = await startTestRedis()
  await using queue = await openQueue(
    { databaseUrl: 'postgres://unused', brokerUrl: redis.url, name, leaseMs },
    log,
  )
  await using consumer = collect(queue)
  await sendUntilTaken(queue)
  await waitFor('its delivery', () => consumer.delivered.length > 0)
  await redis.flush()
  const before = consumer.delivered.length
  await sendUntilTaken(queue)
  await waitFor('its delivery', () => consumer.delivered.length > before, recoveryTimeoutMs)
})

test('gives up a hint after a second while PostgreSQL is down', async () => {
  await using postgres = await startTestPostgres()
  await migrateDatabase(postgres.url)
  await using sqs = await startTestSqs()
  using _settings = useSqs(sqs)
  await sqs.createQueue(name)
  await using queue = await openQueue({ databaseUrl: postgres.url, brokerUrl: 'sqs://', name, leaseMs }, log)
  const tookMs: number[] = []
  const snapshot = newSnapshot(1)
  await using _consumer = queue.consume(
    async ({ hint }) => {
      const startedAtMs = performance.now()
      await hint(snapshot)
      tookMs.push(performance.now() - startedAtMs)
      return snapshot
    },
    { concurrency: 1, name: 'test' },
  )
  await queue.send([newMessage()])
  await waitFor('a hint', () => tookMs.length === 1)
  await postgres.stop()
  await queue.send(newMessages(2))
  await waitFor('hints during the outage', () => tookMs.length === 3)
  expect(Math.max(...tookMs)).toBeLessThan(4_000)
  await postgres.start()
  const heard: AnyJob[] = []
  await using _subscription = queue.subscribe(told => heard.push(told))
  await waitFor('a snapshot', () => queue.send([newMessage()]).then(() => heard.length > 0))
})

test('hears snapshots although the first connection to PostgreSQL failed', async () => {
  await using database = await createTestDatabase()
  await using proxy = await openProxy(database.url)
  let resets = 0
  resetConnections(proxy, () => (resets += 1))
  await using events = openSnapshotEvents(proxy.url, name)
  const heard: AnyJob[] = []
  await using _subscription = events.subscribe(snapshot => heard.push(snapshot))
  await waitFor('a failed connection', () => resets > 0)
  proxy.setTrap(undefined)
  await waitFor('a snapshot', () => events.publish(newSnapshot(1)).then(() => heard.length > 0))
})
