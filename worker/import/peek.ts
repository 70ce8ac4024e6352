/** Reads the first bytes of a stream; `rest` is the whole stream, with them. */
export async function peek(
  bytes: AsyncGenerator<Buffer>,
  maxBytes: number,
): Promise<{ head: Buffer; rest: AsyncGenerator<Buffer> }> {
  const chunks: Buffer[] = []
  let length = 0
  while (length < maxBytes) {
    const { value, done } = await bytes.next()
    if (done) break
    chunks.push(value)
    length += value.length
  }
  async function* replay(): AsyncGenerator<Buffer> {
    yield* chunks.splice(0)
    yield* bytes
  }
  return { head: Buffer.concat(chunks).subarray(0, maxBytes), rest: replay() }
}
