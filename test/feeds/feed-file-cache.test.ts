import { expect, test, vi } from 'vitest'
import type { FeedFile } from '../../core/feeds/find-feed-by-token.ts'
import { createFileCache } from '../../server/feeds/file-cache.ts'

const fileOf = (sha256: string, bytes: number): FeedFile => ({
  sha256,
  bytes,
  gzipBytes: bytes,
  fileKey: '1',
  todosRevision: 1,
  modifiedAt: '2030-01-01T00:00:00Z',
  parts: { id: sha256, attempt: 1 },
})

const idleMs = 1_000

/** @returns the cache and the digests of the files that it has loaded so far */
function openCache(maxBytes: number) {
  const loaded: string[] = []
  const get = createFileCache(
    async ({ sha256, bytes }) => {
      loaded.push(sha256)
      if (sha256 === 'broken') throw new Error('The database is down')
      return new Uint8Array(bytes)
    },
    { maxBytes, idleMs },
  )
  return { loaded, get }
}

test('unpacks a file once for concurrent and later requests', async () => {
  const { loaded, get } = openCache(100)
  const files = await Promise.all(Array.from({ length: 10 }, () => get('feed', fileOf('a', 10))))
  files.push(await get('feed', fileOf('a', 10)))
  expect(loaded).toEqual(['a'])
  expect(new Set(files).size).toBe(1)
})

test('keeps only the newest file of a feed', async () => {
  const { loaded, get } = openCache(100)
  for (const digest of ['a', 'b', 'b', 'a']) await get('feed', fileOf(digest, 60))
  expect(loaded).toEqual(['a', 'b', 'a'])
})

test('drops the least recently used file when the files exceed the size limit', async () => {
  const { loaded, get } = openCache(100)
  for (const digest of ['a', 'b', 'a', 'c']) await get(digest, fileOf(digest, 40))
  expect(loaded).toEqual(['a', 'b', 'c'])
  await get('a', fileOf('a', 40))
  expect(loaded).toEqual(['a', 'b', 'c'])
  await get('b', fileOf('b', 40))
  expect(loaded).toEqual(['a', 'b', 'c', 'b'])
})

test('drops an unused file and keeps one that is in use', async () => {
  vi.useFakeTimers()
  try {
    const { loaded, get } = openCache(100)
    await get('one', fileOf('a', 10))
    await get('other', fileOf('b', 10))
    vi.advanceTimersByTime(idleMs - 1)
    await get('other', fileOf('b', 10))
    vi.advanceTimersByTime(1)
    expect(vi.getTimerCount()).toBe(1)
    await get('other', fileOf('b', 10))
    await get('one', fileOf('a', 10))
    expect(loaded).toEqual(['a', 'b', 'a'])
    vi.advanceTimersByTime(3 * idleMs)
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('loads a file again after a failure', async () => {
  const { loaded, get } = openCache(100)
  for (let n = 0; n < 2; n++) await expect(get('feed', fileOf('broken', 10))).rejects.toThrow('is down')
  expect(loaded).toEqual(['broken', 'broken'])
})
