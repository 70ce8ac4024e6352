import { expect, test } from 'vitest'
import { createBatches } from '../../worker/batches.ts'
import { openTestDatabase } from '../harness/test-database.ts'

const wait = <T>(turn: Promise<T>) => turn

test('does not keep a cancelled job waiting for the file that another job generates', async () => {
  await using database = await openTestDatabase()
  const { db, pool } = database
  const settings = { worker: 'worker', places: 8, leaseMs: 30_000, resultTtlMs: 60_000, maxLongSnapshots: 2 }
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
