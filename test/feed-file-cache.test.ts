import { expect, test } from 'vitest'
import type { FeedFile } from '../core/feeds/find-served-feed.ts'
import { createFileCache } from '../server/feeds/file-cache.ts'

const fileOf = (sha256: string, bytes: number): FeedFile => ({
  sha256,
  bytes,
  gzipBytes: bytes,
  editionId: '1',
  todosRevision: 1,
  modifiedAt: '2030-01-01T00:00:00Z',
  parts: { id: sha256, attempt: 1 },
})

/** A cache, and the digests of what it has loaded so far. */
function openCache(mostBytes: number) {
  const loaded: string[] = []
  const get = createFileCache(async ({ sha256, bytes }) => {
    loaded.push(sha256)
    if (sha256 === 'broken') throw new Error('The database is away')
    return new Uint8Array(bytes)
  }, mostBytes)
  return { loaded, get }
}

test('a file is unpacked once for all who ask for it, at once or later', async () => {
  const { loaded, get } = openCache(100)
  const files = await Promise.all(Array.from({ length: 10 }, () => get(fileOf('a', 10))))
  files.push(await get(fileOf('a', 10)))
  expect(loaded).toEqual(['a'])
  expect(new Set(files).size).toBe(1)
})

test('the file that nobody has asked for the longest leaves first, when there are too many bytes', async () => {
  const { loaded, get } = openCache(100)
  for (const digest of ['a', 'b', 'a', 'c']) await get(fileOf(digest, 40))
  expect(loaded).toEqual(['a', 'b', 'c'])
  await get(fileOf('a', 40))
  expect(loaded).toEqual(['a', 'b', 'c'])
  await get(fileOf('b', 40))
  expect(loaded).toEqual(['a', 'b', 'c', 'b'])
})

test('a file that could not be read is read again', async () => {
  const { loaded, get } = openCache(100)
  for (let n = 0; n < 2; n++) await expect(get(fileOf('broken', 10))).rejects.toThrow('away')
  expect(loaded).toEqual(['broken', 'broken'])
})
