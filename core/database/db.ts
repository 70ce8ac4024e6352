import { Kysely, PostgresDialect, type RawBuilder } from 'kysely'
import { Client, type ClientBase, DatabaseError, Pool, types } from 'pg'
import { formatInstant, type Instant } from '../../schema/instant.ts'
import type { Tables } from '../../schema/tables.ts'

export type Db = Kysely<Tables>

export type Database = AsyncDisposable & {
  db: Db
  /** For statements whose rows are streamed. */
  pool: Pool
}

type DatabaseOptions = {
  name: string
  maxConnections: number
  statementTimeoutMs?: number
  /** For statements whose rows are streamed. Turns off pg's own time limit, under which it buffers all rows. */
  isStreamed?: boolean
}

const lockTimeoutMs = 10_000
const idleInTransactionTimeoutMs = 30_000
const connectTimeoutMs = 5_000
const maxPlanAgeMs = 2_000
const keepAliveAfterMs = 10_000

/** Opens a pool. It connects when it is first used, and again after a connection is lost. */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  const { name, maxConnections, statementTimeoutMs = 15_000, isStreamed = false } = options
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
    }),
    query_timeout: isStreamed ? undefined : statementTimeoutMs + 5_000,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
  })
  ignoreLostConnections(pool)
  renewPlans(pool)
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

/** Applies settings by statements: connection poolers such as PgBouncer refuse them in the startup message. */
export function setSession(settings: Record<string, string | number>): (client: ClientBase) => void {
  const statements = Object.entries(settings).map(([name, value]) => `set ${name} = '${value}'`)
  const query = { text: statements.join('; '), query_timeout: connectTimeoutMs }
  const set: (client: ClientBase) => unknown = client => client.query(query)
  // The pool waits for the promise, although the type of its option omits it.
  return set
}

/**
 * Executes a statement that each connection parses once and, usually, plans once. Worth it for short statements that run
 * often, where planning takes longer than the work.
 *
 * @param name identifies the text, which must never vary
 */
export async function executePrepared<Row>(db: Db, name: string, query: RawBuilder<Row>): Promise<Row[]> {
  const compiled = query.compile(db)
  // kysely passes `sql` on to pg unchanged, and pg accepts a named statement in its place.
  const statement = { name, text: compiled.sql } as unknown as string
  const { rows } = await db.executeQuery<Row>({ ...compiled, sql: statement })
  return rows
}

/**
 * pg abandons a query that gets no answer in time, but keeps its connection. The other end may be gone, and later queries
 * would wait behind the abandoned one: close the connection, so that the pool opens another.
 */
class PoolClient extends Client {
  // One signature for pg's many overloads.
  override query: Client['query'] = (...args: unknown[]) => {
    const result: unknown = super.query(...(args as [string]))
    if (result instanceof Promise) {
      result.catch((error: unknown) => {
        if (error instanceof Error && error.message === 'Query read timeout') this.connection.stream.destroy()
      })
    }
    return result as never
  }
}

/**
 * A connection keeps the plans of prepared statements and foreign keys. One that was made for a small table reads all of it
 * after it has grown, until autovacuum analyses the table, which takes up to a minute. PostgreSQL plans again at the next use.
 */
function renewPlans(pool: Pool): void {
  const renewedAtMs = new WeakMap<ClientBase, number>()
  pool.on('connect', client => renewedAtMs.set(client, performance.now()))
  pool.on('acquire', client => {
    const now = performance.now()
    if (now - (renewedAtMs.get(client) ?? 0) < maxPlanAgeMs) return
    renewedAtMs.set(client, now)
    // Sent before what the connection was acquired for, which also fails when the connection is lost.
    client.query('discard plans').catch(() => {})
  })
}

/**
 * Keeps the loss of a connection from ending the process. pg reports it as an `error` event; a pool listens only to its
 * idle connections, and BullMQ does not always listen to those that it holds. The holder's next statement rejects.
 */
export function ignoreLostConnections(pool: Pool): void {
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
}

function getTypeParser(
  oid: Parameters<typeof types.getTypeParser>[0],
  format?: 'text' | 'binary',
): (value: string) => unknown {
  if (oid === types.builtins.TIMESTAMPTZ) return parseTimestamptz
  if (oid === types.builtins.INT8) return Number
  // A `Date` would be midnight in the time zone of this process.
  if (oid === types.builtins.DATE) return String
  return types.getTypeParser(oid, format)
}

/** Converts PostgreSQL's `2030-01-02 03:04:05.25+00`. */
export function parseTimestamptz(text: string): Instant {
  return formatInstant(`${text.slice(0, 10)}T${text.slice(11, 19)}`, text.slice(20, text.lastIndexOf('+')))
}

/** Why the database does not respond, although the statement is correct. */
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
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EPIPE: 'unreachable',
  '57P01': 'unreachable', // admin_shutdown
  '57P02': 'unreachable', // crash_shutdown
  '57P03': 'unreachable', // cannot_connect_now
  '53300': 'busy', // too_many_connections
  '57014': 'slow', // query_canceled, by statement_timeout
  '55P03': 'slow', // lock_not_available, by lock_timeout
}
const unreachableMessages = /connection terminated|query read timeout|connection error/i
/** The pool's message when no connection became free in time; a connection that fails to open has a different one. */
const busyMessage = 'timeout exceeded when trying to connect'

/** @returns undefined when the error has another cause */
export function findDatabaseTrouble(error: unknown): DatabaseTrouble | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.message === busyMessage) return 'busy'
  if (unreachableMessages.test(error.message)) return 'unreachable'
  return 'code' in error ? troubleOfCode[String(error.code)] : undefined
}

const uniqueViolation = '23505'
const undefinedTable = '42P01'

export const isUniqueViolation = (error: unknown): error is DatabaseError =>
  error instanceof DatabaseError && error.code === uniqueViolation

export const isUndefinedTable = (error: unknown): error is DatabaseError =>
  error instanceof DatabaseError && error.code === undefinedTable

/** Whether no statement can succeed at the moment. */
export const isDatabaseDown = (error: unknown): boolean => {
  const trouble = findDatabaseTrouble(error)
  return trouble === 'unreachable' || trouble === 'busy'
}
