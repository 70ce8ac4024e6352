import type { FeedFile } from '../../core/feeds/find-feed-by-token.ts'

type Plain = Uint8Array<ArrayBuffer>

/** Files that are asked for again and again, unpacked once; all who are sent one share it. */
export type FileCache = (feedId: string, file: FeedFile) => Promise<Plain>

type Kept = { sha256: string; bytes: number; askedAtMs: number; plain: Promise<Plain> }

/**
 * Keeps each feed's newest file, for as long as somebody asks for it: programs come at the full hour, all within some
 * minutes, and by the next one the file is mostly another.
 *
 * @param load unpacks a file
 * @param limits.maxBytes of all files together; those that nobody has asked for the longest leave first
 * @param limits.idleMs after which a file that nobody has asked for is forgotten
 */
export function createFileCache(
  load: (file: FeedFile) => Promise<Plain>,
  { maxBytes, idleMs }: { maxBytes: number; idleMs: number },
): FileCache {
  /** By feed; a Map's keys are in the order in which they came, so the first one waits the longest. */
  const kept = new Map<string, Kept>()
  let keptBytes = 0
  let timer: NodeJS.Timeout | undefined

  function forget(feedId: string): void {
    keptBytes -= kept.get(feedId)?.bytes ?? 0
    kept.delete(feedId)
  }

  /** Comes back once the next one may be idle. */
  function forgetIdle(): void {
    timer = undefined
    for (const [feedId, { askedAtMs }] of kept) {
      const restMs = askedAtMs + idleMs - performance.now()
      if (restMs > 0) {
        timer = setTimeout(forgetIdle, restMs).unref()
        return
      }
      forget(feedId)
    }
  }

  return (feedId, file) => {
    const { sha256, bytes } = file
    const known = kept.get(feedId)
    const plain = known?.sha256 === sha256 ? known.plain : load(file)
    forget(feedId)
    kept.set(feedId, { sha256, bytes, askedAtMs: performance.now(), plain })
    keptBytes += bytes
    plain.catch(() => {
      if (kept.get(feedId)?.plain === plain) forget(feedId)
    })
    for (const oldest of kept.keys()) {
      if (keptBytes <= maxBytes) break
      forget(oldest)
    }
    timer ??= setTimeout(forgetIdle, idleMs).unref()
    return plain
  }
}
