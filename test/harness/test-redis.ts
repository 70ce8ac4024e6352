import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { isInstalled } from './installed.ts'
import { waitFor } from './wait-for.ts'

/** Tests that need Redis run only where there is one: `describe.skipIf(!hasRedis)`. */
export const hasRedis = isInstalled(
  spawnSync('redis-server', ['--version']).status === 0,
  'redis-server',
  'every test of BullMQ on Redis is',
)

export type TestRedis = AsyncDisposable & {
  url: string
  start: () => Promise<void>
  stop: () => Promise<void>
  /** SIGKILL. */
  kill: () => Promise<void>
  /** SIGSTOP: connections stay open and nothing answers, until `resume`. */
  pause: () => void
  resume: () => void
  flush: () => Promise<void>
}

const options = [
  '--save',
  '',
  '--appendonly',
  'no',
  '--maxmemory-policy',
  'noeviction',
  '--bind',
  '127.0.0.1',
]

/** A private, empty Redis; it forgets everything when it stops. */
export async function startTestRedis(): Promise<TestRedis> {
  const port = await findFreePort()
  let server: ChildProcess | undefined

  async function start() {
    server = spawn('redis-server', [...options, '--port', `${port}`], { stdio: 'ignore' })
    await waitFor('Redis to answer', () => ask(port, client => client.ping()))
  }
  async function end(signal: NodeJS.Signals) {
    const ending = server
    server = undefined
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const exited = once(ending, 'exit')
    ending.kill(signal)
    await exited
  }

  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    flush: async () => void (await ask(port, client => client.flushall())),
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  }
}

async function ask<T>(port: number, question: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(port, '127.0.0.1', { retryStrategy: null, maxRetriesPerRequest: 0 })
  client.on('error', () => {})
  try {
    return await question(client)
  } finally {
    client.disconnect()
  }
}
