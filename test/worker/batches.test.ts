import type { Pool } from 'pg'
import { expect, test } from 'vitest'
import { localOwner } from '../../schema/owner.ts'
import { createBatches } from '../../worker/batches.ts'
import { openTestDatabase } from '../harness/test-database.ts'

const settings = { worker: 'worker', places: 8, leaseMs: 30_000, resultTtlMs: 60_000, maxLongSnapshots: 2 }
/** The pool, without a connection for its first user. */
function withoutFirst(pool: Pool): Pool {
  let isFirst = true
  const connect = () => {
    const wasFirst = isFirst
    isFirst = false
    return wasFirst ? Promise.reject(new Error('no connection')) : pool.connect()
  }
  return new Proxy(pool, {
    get: (target, name) => (name === 'connect' ? connect : Reflect.get(target, name)),
  })
}
const wait = <T>(turn: Promise<T>) => turn

test('fails the read of one owner alone', async () => {
  await using database = await openTestDatabase()
  const { db, pool } = database
  const { readSmallSnapshot } = createBatches(db, withoutFirst(pool), settings)
  const [failed, read] = await Promise.allSettled([readSmallSnapshot('other'), readSmallSnapshot(localOwner)])
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'no connection' } })
  expect(read).toMatchObject({ status: 'fulfilled', value: { total: 0 } })
})

test('does not keep a cancelled job waiting for the file that another job generates', async () => {
  await using database = await openTestDatabase()
  const { db, pool } = database
  const { generateOnce } = createBatches(db, pool, settings)
  const generating = Promise.withResolvers<string>()
  const { signal } = new AbortController()
  const other = generateOnce('file', () => generating.promise, { signal, wait })
  const cancelling = new AbortController()
  const waiting = generateOnce('file', () => Promise.resolve(''), { signal: cancelling.signal, wait })
  cancelling.abort(new Error('cancelled'))
  await expect(waiting).rejects.toThrow('cancelled')
  generating.resolve('made')
  expect(await other).toEqual({ result: 'made' })
})
