import type { FeedFile } from '../../core/feeds/find-feed-by-token.ts'

type Plain = Uint8Array<ArrayBuffer>

/** Returns the unpacked file of a feed. All responses share it, so it must not be changed. */
export type FileCache = (feedId: string, file: FeedFile) => Promise<Plain>

type Kept = { sha256: string; bytes: number; usedAtMs: number; plain: Promise<Plain> }

/**
 * Keeps the newest file of each feed while it is in use: calendar programs send their requests within some minutes of the
 * full hour, and by the next hour most files have changed.
 *
 * @param load unpacks a file
 * @param limits.maxBytes of all files together; the least recently used one is dropped first
 * @param limits.idleMs after which an unused file is dropped
 */
export function createFileCache(
  load: (file: FeedFile) => Promise<Plain>,
  { maxBytes, idleMs }: { maxBytes: number; idleMs: number },
): FileCache {
  /** The files by feed. A Map keeps its keys in the order of insertion, so the first one is the least recently used. */
  const kept = new Map<string, Kept>()
  let keptBytes = 0
  let timer: NodeJS.Timeout | undefined

  function drop(feedId: string): void {
    keptBytes -= kept.get(feedId)?.bytes ?? 0
    kept.delete(feedId)
  }

  /** Runs again when the next file can be idle. */
  function dropIdle(): void {
    timer = undefined
    for (const [feedId, { usedAtMs }] of kept) {
      const restMs = usedAtMs + idleMs - performance.now()
      if (restMs > 0) {
        timer = setTimeout(dropIdle, restMs).unref()
        return
      }
      drop(feedId)
    }
  }

  return (feedId, file) => {
    const { sha256, bytes } = file
    const known = kept.get(feedId)
    const plain = known?.sha256 === sha256 ? known.plain : load(file)
    drop(feedId)
    kept.set(feedId, { sha256, bytes, usedAtMs: performance.now(), plain })
    keptBytes += bytes
    plain.catch(() => {
      if (kept.get(feedId)?.plain === plain) drop(feedId)
    })
    for (const oldest of kept.keys()) {
      if (keptBytes <= maxBytes) break
      drop(oldest)
    }
    timer ??= setTimeout(dropIdle, idleMs).unref()
    return plain
  }
}
