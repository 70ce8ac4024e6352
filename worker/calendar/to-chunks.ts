/**
 * Encodes texts as UTF-8, in chunks of at most `chunkBytes`; a longer text is a chunk of its own. Each text is encoded at once:
 * a page of strings would survive into the old generation and dominate garbage collection.
 */
export function* toChunks(texts: Iterable<string>, chunkBytes: number): Generator<Buffer> {
  let chunk = Buffer.allocUnsafeSlow(chunkBytes)
  let used = 0
  for (const text of texts) {
    // A UTF-16 code unit takes at most three bytes.
    const maxBytes = text.length * 3
    if (used > 0 && maxBytes > chunkBytes - used) {
      yield chunk.subarray(0, used)
      chunk = Buffer.allocUnsafeSlow(chunkBytes)
      used = 0
    }
    if (maxBytes > chunkBytes) yield Buffer.from(text)
    else used += chunk.write(text, used)
  }
  if (used > 0) yield chunk.subarray(0, used)
}
