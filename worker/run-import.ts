import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { ClaimedImportJob } from '../core/calendar-jobs/claim.ts'
import { createSemaphore } from '../core/concurrency/semaphore.ts'
import type { Db } from '../core/database/db.ts'
import { finishImport } from '../core/import-jobs/finish-import.ts'
import { countEntries, importBatch, ImportLost } from '../core/import-jobs/import-batch.ts'
import { readImportFile } from '../core/import-jobs/import-file.ts'
import type { Delivery } from '../core/queue/queue.ts'
import type { ImportJob } from '../schema/import-job.ts'
import type { ImportEntry } from '../schema/imported-todo.ts'
import type { Wait } from './batches.ts'
import { findOwnTodos } from './import/find-own-todos.ts'

/** Imports the file of a claimed job. Rejects when the signal aborts. */
export type ImportRunner = (
  job: ClaimedImportJob,
  context: { signal: AbortSignal; hint: Delivery['hint']; wait: Wait },
) => Promise<ImportJob | undefined>

const maxBatchSize = 500
/** The maximum length of the texts of a batch, in UTF-16 code units. */
const maxBatchLength = 2 * 1024 * 1024
/** Each holds the texts of a batch. */
const maxImports = 2
const minHintIntervalMs = 200

/** @param maxTodos of an owner, 0 for no limit */
export function createImportRunner(db: Db, maxTodos: number): ImportRunner {
  const places = createSemaphore(maxImports)

  return async (job, { signal, hint, wait }) => {
    using _place = await wait(places.acquire(signal, job.ownerId))
    let { counts } = job
    let hintedAtMs = performance.now()
    const file = countBytes(readImportFile(db, job.id, signal))
    for await (const entries of toBatches(
      refuseRepeated(readEntries(db, file.bytes, job)),
      countEntries(counts),
    )) {
      signal.throwIfAborted()
      const batch = { entries, counts, done: file.readBytes() }
      const imported = await importBatch(db, job, batch, maxTodos).catch(ignoreLostImport)
      if (!imported) return undefined
      counts = imported.counts
      if (performance.now() - hintedAtMs < minHintIntervalMs) continue
      hintedAtMs = performance.now()
      await hint(imported)
    }
    signal.throwIfAborted()
    return await finishImport(db, job, file.readBytes())
  }
}

/** Relative dates are those of the day of the upload, in each attempt. */
async function* readEntries(
  db: Db,
  bytes: AsyncIterable<Buffer>,
  { options, createdAt, ownerId }: ClaimedImportJob,
): AsyncGenerator<ImportEntry> {
  // Loaded on the first import: the readers take 20 MB.
  const { readImport } = await import('./import/read-import.ts')
  const entries = readImport(bytes, {
    timeZone: options.timeZone,
    now: createdAt,
    format: options.format,
    mapping: options.mapping,
    dateOrder: options.dateOrder,
    chosenList: options.list,
  })
  yield* findOwnTodos(db, ownerId, entries)
}

function countBytes(chunks: AsyncIterable<Buffer>): {
  bytes: AsyncGenerator<Buffer>
  readBytes: () => number
} {
  let length = 0
  async function* count(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      length += chunk.length
      yield chunk
    }
  }
  return { bytes: count(), readBytes: () => length }
}

/** Two todos with one UID would replace each other with each import. */
async function* refuseRepeated(entries: AsyncIterable<ImportEntry>): AsyncGenerator<ImportEntry> {
  /** By 48 bits of the hash: a third of the memory of the texts. */
  const seen = new Set<number>()
  for await (const entry of entries) {
    if ('problem' in entry) {
      yield entry
      continue
    }
    const key = Number.parseInt(hash('sha1', entry.todo.uid, 'hex').slice(0, 12), 16)
    if (seen.has(key)) yield { line: entry.line, problem: 'has the UID of an earlier todo in the file' }
    else yield entry
    seen.add(key)
  }
}

/** @param skipped the number of entries that earlier attempts have imported */
async function* toBatches(
  entries: AsyncIterable<ImportEntry>,
  skipped: number,
): AsyncGenerator<ImportEntry[]> {
  let batch: ImportEntry[] = []
  let length = 0
  let n = 0
  for await (const entry of entries) {
    n += 1
    // The lease is renewed in between.
    if (n % maxBatchSize === 0) await setImmediate()
    if (n <= skipped) continue
    batch.push(entry)
    length += 'todo' in entry ? measureTodo(entry.todo) : entry.problem.length
    if (batch.length < maxBatchSize && length < maxBatchLength) continue
    yield batch
    batch = []
    length = 0
  }
  if (batch.length > 0) yield batch
}

/** More than most take, as JSON. */
const completionLength = 200

const measureTodo = ({
  title,
  description,
  properties,
  completions = [],
  source = '',
}: Extract<ImportEntry, { todo: unknown }>['todo']) =>
  title.length +
  (description?.length ?? 0) +
  source.length +
  completions.length * completionLength +
  properties.reduce((sum, line) => sum + line.length, 0)

function ignoreLostImport(error: unknown): undefined {
  if (!(error instanceof ImportLost)) throw error
}
