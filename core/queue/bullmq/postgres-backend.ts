import { setTimeout as delay } from 'node:timers/promises'
import { type BackendFactory, createPostgresBackend, type PgPool, type PostgresQueueBackend } from 'bullmq'
import { Pool } from 'pg'
import { ignoreLostConnections, setSession } from '../../database/db.ts'

const sendTimeoutMs = 5_000
/** Workers and event readers hold one of them for LISTEN. */
const maxConnections = 5
const connectRetryMs = 500

/**
 * BullMQ's backend on the schema `bullmq` of the database at the URL `connection`. It owns its pool and closes it.
 * Connections that BullMQ opens without a pool can crash the process: see `ignoreLostConnections`.
 */
export const createPooledBackend: BackendFactory<PostgresQueueBackend, string> = (name, options, demands) => {
  const pool = openQueuePool(options.connection, name)
  // The two types differ only in how they declare `on`.
  const connection = pool as unknown as PgPool
  const backend = createPostgresBackend(name, { ...options, connection }, demands)
  const close = backend.close.bind(backend)
  let ended: Promise<void> | undefined
  backend.close = async force => {
    await close(force)
    await (ended ??= pool.end())
  }
  return backend
}

/** The same for workers and readers of events, which wait for the broker indefinitely. */
export const createWaitingBackend: BackendFactory<PostgresQueueBackend, string> = (...given) => {
  const backend = createPooledBackend(...given)
  const { connection } = backend
  const connect = connection.waitUntilReady.bind(connection)
  async function connectUntilClosing(): Promise<void> {
    for (;;) {
      try {
        return await connect()
      } catch (error) {
        if (connection.isClosing) throw error
      }
      await delay(connectRetryMs)
      // BullMQ keeps a failed first connection for good. Its worker then asks for jobs without a pause, so that nothing else in
      // the process runs.
      Reflect.set(connection, 'readyPromise', undefined)
    }
  }
  let connecting: Promise<void> | undefined
  connection.waitUntilReady = () => (connecting ??= connectUntilClosing())
  return backend
}

export function openQueuePool(databaseUrl: string, name: string): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: `taskoverflow queue ${name}`,
    // BullMQ's statements do not name their schema.
    onConnect: setSession({ search_path: 'bullmq', statement_timeout: sendTimeoutMs }),
    max: maxConnections,
    connectionTimeoutMillis: sendTimeoutMs,
    keepAlive: true,
  })
  ignoreLostConnections(pool)
  return pool
}
