import { sql } from 'kysely'
import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { classifyError, logClassified } from '../../server/http/classify-error.ts'
import { AppError } from '../../core/app-error.ts'
import { openDatabase } from '../../core/database/db.ts'
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts'

const fail = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('classifyError', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
    return () => database[Symbol.asyncDispose]()
  })
  test('reports a full pool as a busy server', async () => {
    await using opened = openDatabase(database.url, { name: 'test', maxConnections: 1 })
    const client = await opened.pool.connect()
    const error = await fail(sql`select 1`.execute(opened.db))
    client.release()
    expect(classifyError(error)).toMatchObject({
      code: 'unavailable',
      message: 'The server is busy; try again',
    })
  })

  test('reports a database that is down as unreachable', async () => {
    await using opened = openDatabase('postgres://127.0.0.1:1/x', { name: 'test', maxConnections: 1 })
    const error = await fail(sql`select 1`.execute(opened.db))
    expect(classifyError(error)).toMatchObject({
      code: 'unavailable',
      message: 'The database cannot be reached; try again',
    })
  })

  test('reports a statement over its time limit as too slow', async () => {
    await using opened = openDatabase(database.url, {
      name: 'test',
      maxConnections: 1,
      statementTimeoutMs: 50,
    })
    const error = await fail(sql`select pg_sleep(5)`.execute(opened.db))
    expect(classifyError(error)).toMatchObject({
      code: 'unavailable',
      message: 'The database took too long; try again',
    })
  })

  test('shows what the caller can act on without logging it; masks a bug and logs it once', () => {
    const logged: object[] = []
    const log = pino({ level: 'warn' }, { write: line => void logged.push(JSON.parse(line)) })
    const aborted = Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    for (const err of [new AppError('conflict', 'mine'), aborted, new DOMException('x', 'AbortError')])
      logClassified(log, classifyError(err), { err })
    expect(logged).toEqual([])
    expect(classifyError(new AppError('conflict', 'mine'))).toEqual({ code: 'conflict', message: 'mine' })
    const bug = new Error('secret')
    expect(classifyError(bug)).toMatchObject({ code: 'unexpected', message: 'Unexpected error' })
    logClassified(log, classifyError(bug), { err: bug })
    expect(logged).toMatchObject([{ level: 50, err: { message: 'secret' } }])
  })
})
