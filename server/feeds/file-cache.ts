import type { FeedFile } from '../../core/feeds/find-served-feed.ts'

type Plain = Uint8Array<ArrayBuffer>

/** Files that are asked for again and again, unpacked once; all who are sent one share it. */
export type FileCache = (file: FeedFile) => Promise<Plain>

/** @param mostBytes of all files together; those that nobody has asked for the longest leave first */
export function createFileCache(load: (file: FeedFile) => Promise<Plain>, mostBytes: number): FileCache {
  /** By their digests; a Map's keys are in the order in which they came. */
  const kept = new Map<string, { bytes: number; plain: Promise<Plain> }>()
  let keptBytes = 0

  function forget(sha256: string): void {
    keptBytes -= kept.get(sha256)?.bytes ?? 0
    kept.delete(sha256)
  }

  return file => {
    const { sha256, bytes } = file
    const plain = kept.get(sha256)?.plain ?? load(file)
    forget(sha256)
    kept.set(sha256, { bytes, plain })
    keptBytes += bytes
    plain.catch(() => {
      if (kept.get(sha256)?.plain === plain) forget(sha256)
    })
    for (const oldest of kept.keys()) {
      if (keptBytes <= mostBytes) break
      forget(oldest)
    }
    return plain
  }
}
