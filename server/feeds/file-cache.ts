import { LRUCache } from 'lru-cache'
import type { FeedFile } from '../../core/feeds/find-feed-by-token.ts'

type Plain = Uint8Array<ArrayBuffer>

/** Returns the unpacked file of a feed. All responses share it, so it must not be changed. */
export type FileCache = (feedId: string, file: FeedFile) => Promise<Plain>

type Entry = { sha256: string; bytes: number; plain: Promise<Plain> }

/**
 * Keeps the newest file of each feed while it is in use: calendar programs send their requests within some minutes of the
 * full hour, and by the next hour most files have changed.
 *
 * @param load unpacks a file
 * @param limits.maxBytes of all files together; the least recently used one is dropped first
 * @param limits.idleMs unused files are dropped between one and two times this long after their last use
 */
export function createFileCache(
  load: (file: FeedFile) => Promise<Plain>,
  { maxBytes, idleMs }: { maxBytes: number; idleMs: number },
): FileCache {
  const entries = new LRUCache<string, Entry>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => bytes,
    ttl: idleMs,
    ttlResolution: 0,
    updateAgeOnGet: true,
  })

  // Not `ttlAutopurge`, which starts another timer whenever an entry is set.
  let timer: NodeJS.Timeout | undefined
  function purge(): void {
    entries.purgeStale()
    timer = entries.size > 0 ? setTimeout(purge, idleMs).unref() : undefined
  }

  return (feedId, file) => {
    const { sha256, bytes } = file
    const found = entries.get(feedId)
    if (found?.sha256 === sha256) return found.plain
    const plain = load(file)
    entries.set(feedId, { sha256, bytes, plain })
    timer ??= setTimeout(purge, idleMs).unref()
    plain.catch(() => {
      if (entries.peek(feedId)?.plain === plain) entries.delete(feedId)
    })
    return plain
  }
}
