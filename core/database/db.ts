import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import { Client, type ClientBase, Pool, types } from 'pg'
import { formatInstant, type Instant } from '../../schema/instant.ts'
import type { Tables } from '../../schema/tables.ts'

export type Db = Kysely<Tables>

export type Database = AsyncDisposable & {
  db: Db
  /** For what kysely does not offer: cursors and named statements. */
  pool: Pool
}

type DatabaseOptions = {
  name: string
  maxConnections: number
  statementTimeoutMs?: number
  /**
   * For those who look rows up by their keys only: a statement is planned once a connection, for whatever it will be given,
   * and by indexes, however small a table was at that moment.
   */
  forceIndexPlans?: boolean
  /** For statements whose rows are taken as they come: with a time limit of its own, pg would keep all of them. */
  isStreamed?: boolean
}

// Not parallel: lists of a `union all` come in their order.
const keyed = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  max_parallel_workers_per_gather: 0,
}
const lockTimeoutMs = 10_000
const idleInTransactionTimeoutMs = 30_000
const connectTimeoutMs = 5_000
const keepAliveAfterMs = 10_000

/** Opens a pool; connects only when it is first used, and again whenever a connection was lost. */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  const {
    name,
    maxConnections,
    statementTimeoutMs = 15_000,
    forceIndexPlans = false,
    isStreamed = false,
  } = options
  const pool = new Pool({
    connectionString: url,
    application_name: name,
    max: maxConnections,
    types: { getTypeParser },
    Client: PoolClient,
    onConnect: setSession({
      // Instants are read as text (see below), so the session's zone must be UTC.
      TimeZone: 'UTC',
      DateStyle: 'ISO',
      statement_timeout: statementTimeoutMs,
      lock_timeout: lockTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
      ...(forceIndexPlans && keyed),
    }),
    query_timeout: isStreamed ? undefined : statementTimeoutMs + 5_000,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
  })
  // Idle connections that the server closes report here; the next query opens a new one.
  pool.on('error', () => {})
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    async [Symbol.asyncDispose]() {
      await db.destroy()
      // kysely does not end a pool that it has not used.
      if (!pool.ending) await pool.end()
    },
  }
}

/** By statements, for connection poolers such as PgBouncer refuse settings in the startup message. */
export function setSession(settings: Record<string, string | number>): (client: ClientBase) => void {
  const statements = Object.entries(settings).map(([name, value]) => `set ${name} = '${value}'`)
  const query = { text: statements.join('; '), query_timeout: connectTimeoutMs }
  const set: (client: ClientBase) => unknown = client => client.query(query)
  // The pool waits for the promise, which the type of its option leaves out.
  return set
}

/**
 * Begins a statement that is parsed once a connection, and planned as seldom as the session allows. Its text must always
 * be the same: for what is short and often asked, where planning would take longer than the work.
 */
export const prepared = (name: string): RawBuilder<unknown> => sql.raw(`/* prepared: ${name} */`)

const preparedName = /^\s*\/\* prepared: (\S+) \*\//

/**
 * A pool's connection that is lost without harm to its process.
 *
 * A query that got no answer in time may sit on a connection whose other end is gone. pg gives up the query but keeps
 * the connection, and every later query would wait behind the lost one: close it, so that the pool opens another.
 *
 * The loss of a connection is an event of it, and such an event that nobody hears ends the process. A pool listens to
 * its idle connections only, BullMQ to none while it closes them. Whoever holds one hears of it at the next statement.
 */
export class PoolClient extends Client {
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    return (event !== 'error' || this.listenerCount('error') > 0) && super.emit(event, ...args)
  }

  // The signature is pg's many overloads; this only names what is to be prepared, and looks at what they return.
  override query: Client['query'] = (...args: unknown[]) => {
    const [text, values] = args
    const name = typeof text === 'string' ? preparedName.exec(text)?.[1] : undefined
    const result: unknown = name
      ? super.query({ name, text: text as string, values: values as unknown[] })
      : super.query(...(args as [string]))
    if (result instanceof Promise) {
      result.catch((error: unknown) => {
        if (error instanceof Error && error.message === 'Query read timeout') this.connection.stream.destroy()
      })
    }
    return result as never
  }
}

function getTypeParser(
  oid: Parameters<typeof types.getTypeParser>[0],
  format?: 'text' | 'binary',
): (value: string) => unknown {
  if (oid === types.builtins.TIMESTAMPTZ) return readInstant
  if (oid === types.builtins.INT8) return Number
  return types.getTypeParser(oid, format)
}

/** PostgreSQL's `2030-01-02 03:04:05.25+00` as an `Instant`. */
function readInstant(text: string): Instant {
  return formatInstant(`${text.slice(0, 10)}T${text.slice(11, 19)}`, text.slice(20, text.lastIndexOf('+')))
}

/** Why the database does not answer, although nothing is wrong with the statement. */
export type DatabaseTrouble =
  | 'unreachable'
  /** All connections are in use. */
  | 'busy'
  /** A time limit ended the statement. */
  | 'slow'

const troubleOfCode: Record<string, DatabaseTrouble> = {
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ENOTFOUND: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EPIPE: 'unreachable',
  '57P01': 'unreachable', // admin_shutdown
  '57P02': 'unreachable', // crash_shutdown
  '57P03': 'unreachable', // cannot_connect_now
  '53300': 'busy', // too_many_connections
  '57014': 'slow', // query_canceled, by the time limit of statements
  '55P03': 'slow', // lock_not_available, by the time limit of locks
}
const unreachableMessages = /connection terminated|query read timeout|connection error/i
/** A pool's words when none of its connections became free in time; a connection that fails to open has others. */
const busyMessage = 'timeout exceeded when trying to connect'

/** Undefined when an error does not come from the state of the database. */
export function findDatabaseTrouble(error: unknown): DatabaseTrouble | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.message === busyMessage) return 'busy'
  if (unreachableMessages.test(error.message)) return 'unreachable'
  return 'code' in error ? troubleOfCode[String(error.code)] : undefined
}

/** Whether no statement can succeed at the moment, rather than this one alone. */
export const isDatabaseDown = (error: unknown): boolean => {
  const trouble = findDatabaseTrouble(error)
  return trouble === 'unreachable' || trouble === 'busy'
}
