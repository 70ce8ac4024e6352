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
  return {
    read: (n: number) => waitFor(`read ${n}`, () => reads[n - 1]),
    countReads: () => reads.length,
    shown: () => client.getQueryData(queryKey),
    state: () => client.getQueryState(queryKey),
    invalidate: () => void client.invalidateQueries({ queryKey }),
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

test('reads it once more also after a read that failed', async () => {
  using query = openQuery()
  const failing = await query.read(1)
  failing.reject(new Error('The server is away'))
  await waitFor('the failure', () => query.state()?.status === 'error')
  query.invalidate()
  const first = await query.read(2)
  query.invalidate()
  first.resolve('old')
  const second = await query.read(3)
  second.resolve('new')
  await waitFor('the new data', () => query.shown() === 'new')
  expect(query.countReads()).toBe(3)
})

test('reads a query once that was not invalidated', async () => {
  using query = openQuery()
  const first = await query.read(1)
  first.resolve('data')
  await waitFor('the data', () => query.shown() === 'data')
  expect(query.state()?.fetchStatus).toBe('idle')
  expect(query.countReads()).toBe(1)
})
