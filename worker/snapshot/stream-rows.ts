import { type Client, type Pool, Query } from 'pg'
import { withTimeout } from '../../core/concurrency/timeout.ts'

/** At most about this many characters of rows wait to be taken. */
const maxBatchLength = 64 * 1024
const silenceTimeoutMs = 60_000

const asTexts = { rowMode: 'array', types: { getTypeParser: () => (text: string) => text } } as const

/**
 * Streams the rows of a statement with one column, in batches bounded by their size, whatever the size of a row. While a
 * batch is not taken, the socket is not read, and PostgreSQL waits. The pool must be `isStreamed`.
 *
 * A reader that stops before the end closes the connection: there is no other way to discard the remaining rows.
 */
export async function* streamRows(
  pool: Pool,
  statement: { name?: string; text: string; values: unknown[] },
  signal?: AbortSignal,
): AsyncGenerator<string[]> {
  const client = await pool.connect()
  const { stream } = (client as unknown as Client).connection
  let batch: string[] = []
  let length = 0
  let isDone = false
  let failure: unknown
  let changed = Promise.withResolvers<void>()
  const wake = () => changed.resolve()
  const isReady = () => length >= maxBatchLength || isDone || failure !== undefined || signal?.aborted

  const query = new Query<[text: string]>({ ...asTexts, ...statement })
    .on('row', ([text]) => {
      batch.push(text)
      length += text.length
      if (length < maxBatchLength) return
      stream.pause()
      wake()
    })
    .on('end', () => {
      isDone = true
      wake()
    })
    .on('error', error => {
      failure = error
      wake()
    })
  signal?.addEventListener('abort', wake)
  try {
    client.query(query)
    for (;;) {
      while (!isReady()) {
        await withTimeout(changed.promise, silenceTimeoutMs, 'Query read timeout')
        changed = Promise.withResolvers()
      }
      signal?.throwIfAborted()
      if (failure !== undefined) throw failure
      const taken = batch
      batch = []
      length = 0
      stream.resume()
      if (taken.length > 0) yield taken
      else if (isDone) return
    }
  } finally {
    signal?.removeEventListener('abort', wake)
    stream.resume()
    client.release(!isDone)
  }
}
