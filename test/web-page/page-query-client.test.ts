import { QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { PageQueryClient } from '../../client/web/page-query-client.ts'
import { waitFor } from '../harness/wait-for.ts'

/** A query that is shown, and its reads, which a test answers one by one. */
function openQuery() {
  vi.stubGlobal('document', { hidden: false })
  const client = new PageQueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } })
  const queryKey = ['todos']
  const reads: PromiseWithResolvers<string>[] = []
  const queryFn = () => {
    const read = Promise.withResolvers<string>()
    reads.push(read)
    return read.promise
  }
  const stop = new QueryObserver(client, { queryKey, queryFn }).subscribe(() => {})
  const read = (n: number) => waitFor(`read ${n}`, () => reads[n - 1])
  const shown = () => client.getQueryData(queryKey)
  return {
    read,
    shown,
    /** Waits for a read, answers it, and waits until the data is shown. */
    async answer(n: number, data: string) {
      const { resolve } = await read(n)
      resolve(data)
      await waitFor('the data', () => shown() === data)
    },
    countReads: () => reads.length,
    state: () => client.getQueryState(queryKey),
    invalidate: (refetchType?: 'none') =>
      void client.invalidateQueries({ queryKey, ...(refetchType && { refetchType }) }),
    join: () => void client.invalidateQueries({ queryKey }, { cancelRefetch: false }),
    [Symbol.dispose]() {
      stop()
      client.clear()
      vi.unstubAllGlobals()
    },
  }
}

test('reads a query once more that was invalidated during its first read', async () => {
  using query = openQuery()
  const first = await query.read(1)
  query.invalidate()
  query.invalidate()
  first.resolve('old')
  const second = await query.read(2)
  expect(query.shown()).toBe('old')
  second.resolve('new')
  await waitFor('the new data', () => query.shown() === 'new')
  expect(query.countReads()).toBe(2)
})

test('reads a query once more that was invalidated during the read after a failed one', async () => {
  using query = openQuery()
  const failing = await query.read(1)
  failing.reject(new Error('The server is away'))
  await waitFor('the failure', () => query.state()?.status === 'error')
  query.invalidate()
  const first = await query.read(2)
  query.invalidate()
  first.resolve('old')
  await query.answer(3, 'new')
  expect(query.countReads()).toBe(3)
})

test('reads a query once more that a hidden page invalidated during a later read', async () => {
  using query = openQuery()
  await query.answer(1, 'first')
  query.invalidate()
  const second = await query.read(2)
  query.invalidate('none')
  second.resolve('old')
  await query.answer(3, 'new')
  expect(query.countReads()).toBe(3)
})

test('reads a query once more after a read that invalidations have joined', async () => {
  using query = openQuery()
  await query.answer(1, 'first')
  query.join()
  const second = await query.read(2)
  query.join()
  query.join()
  second.resolve('old')
  await query.answer(3, 'new')
  expect(query.state()).toMatchObject({ fetchStatus: 'idle', isInvalidated: false })
  expect(query.countReads()).toBe(3)
})

test('does not repeat a read that began after the invalidation', async () => {
  using query = openQuery()
  await query.answer(1, 'first')
  query.invalidate()
  await query.read(2)
  query.invalidate('none')
  query.invalidate()
  await query.answer(3, 'new')
  expect(query.state()).toMatchObject({ fetchStatus: 'idle', isInvalidated: false })
  expect(query.countReads()).toBe(3)
})

test('reads a query once that was not invalidated', async () => {
  using query = openQuery()
  await query.answer(1, 'data')
  expect(query.state()?.fetchStatus).toBe('idle')
  expect(query.countReads()).toBe(1)
})
