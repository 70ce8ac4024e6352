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

/** A cache, and the digests of what it has loaded so far. */
function openCache(maxBytes: number) {
  const loaded: string[] = []
  const get = createFileCache(
    async ({ sha256, bytes }) => {
      loaded.push(sha256)
      if (sha256 === 'broken') throw new Error('The database is away')
      return new Uint8Array(bytes)
    },
    { maxBytes, idleMs },
  )
  return { loaded, get }
}

test('a file is unpacked once for all who ask for it, at once or later', async () => {
  const { loaded, get } = openCache(100)
  const files = await Promise.all(Array.from({ length: 10 }, () => get('feed', fileOf('a', 10))))
  files.push(await get('feed', fileOf('a', 10)))
  expect(loaded).toEqual(['a'])
  expect(new Set(files).size).toBe(1)
})

test('of a feed, only the newest file is kept', async () => {
  const { loaded, get } = openCache(100)
  for (const digest of ['a', 'b', 'b', 'a']) await get('feed', fileOf(digest, 60))
  expect(loaded).toEqual(['a', 'b', 'a'])
})

test('the file that nobody has asked for the longest leaves first, when there are too many bytes', async () => {
  const { loaded, get } = openCache(100)
  for (const digest of ['a', 'b', 'a', 'c']) await get(digest, fileOf(digest, 40))
  expect(loaded).toEqual(['a', 'b', 'c'])
  await get('a', fileOf('a', 40))
  expect(loaded).toEqual(['a', 'b', 'c'])
  await get('b', fileOf('b', 40))
  expect(loaded).toEqual(['a', 'b', 'c', 'b'])
})

test('a file that nobody asks for any more is forgotten, one that somebody does is not', async () => {
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

test('a file that could not be read is read again', async () => {
  const { loaded, get } = openCache(100)
  for (let n = 0; n < 2; n++) await expect(get('feed', fileOf('broken', 10))).rejects.toThrow('away')
  expect(loaded).toEqual(['broken', 'broken'])
})
