import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createGzip, gzip, gzipSync } from 'node:zlib'
import { stagePart } from '../../core/calendar-jobs/artifact-parts.ts'
import type { ClaimedCalendarJob } from '../../core/calendar-jobs/claim.ts'
import type { StagedArtifact } from '../../core/calendar-jobs/finish.ts'
import type { Db } from '../../core/database/db.ts'
import { generatorVersion } from '../../schema/generator-version.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { createCalendarWriter } from './calendar-writer.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { toChunks } from './to-chunks.ts'

type Generation = { signal: AbortSignal; onProgress: (done: number) => void }

const partBytes = 256 * 1024
/** The part that `finishCalendarJobs` stores, for many jobs at once. */
const maxLastPartBytes = 32 * 1024
const chunkBytes = 64 * 1024
/** Up to this size, compressing takes a fraction of a millisecond: less than the transfer to another thread. */
const smallBytes = 64 * 1024
// Calendars are so repetitive that the fastest level already saves 90 %.
const gzipOptions = { level: 1, chunkSize: 8 * 1024 }
// A buffer for what is written while another thread compresses or a part is stored.
const gzipStreamOptions = { level: 1, chunkSize: 64 * 1024, highWaterMark: 1024 * 1024 }

/**
 * Writes the calendar of a snapshot. A long one is streamed, with a batch of todos, a gzip window and one part in memory.
 * Parts are staged as they fill up; a small last part is left to `finishCalendarJobs`.
 */
export async function generateCalendar(
  db: Db,
  job: ClaimedCalendarJob,
  { todos, todosRevision, total }: Snapshot,
  { signal, onProgress }: Generation,
): Promise<Omit<StagedArtifact, 'optionsHash'>> {
  const writer = createCalendarWriter(job.options)
  const hash = createHash('sha256')
  let bytes = 0
  let gzipBytes = 0

  function* encode(texts: Iterable<string>): Generator<Buffer> {
    for (const chunk of toChunks(texts, chunkBytes)) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }

  function* write(list: CalendarTodo[]): Generator<string> {
    for (const todo of list) yield writer.todo(todo)
  }

  function* writeWhole(list: CalendarTodo[]): Generator<string> {
    yield writer.head()
    yield* write(list)
    yield writer.tail()
  }

  async function* writePages(pages: AsyncIterable<CalendarTodo[]>): AsyncGenerator<Buffer> {
    let done = 0
    yield* encode([writer.head()])
    for await (const page of pages) {
      yield* encode(write(page))
      done += page.length
      onProgress(done)
    }
    yield* encode([writer.tail()])
  }

  async function stage(
    slices: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): Promise<StagedArtifact['lastPart']> {
    let pending: Buffer[] = []
    let pendingBytes = 0
    let n = 0
    async function stagePending() {
      await stagePart(db, job, n, Buffer.concat(pending))
      n += 1
      pending = []
      pendingBytes = 0
    }
    for await (const slice of slices) {
      gzipBytes += slice.length
      pending.push(slice)
      pendingBytes += slice.length
      if (pendingBytes >= partBytes) await stagePending()
    }
    if (pendingBytes > maxLastPartBytes) await stagePending()
    return { n, bytes: Buffer.concat(pending) }
  }

  async function encodeWhole(list: CalendarTodo[]): Promise<Buffer> {
    const chunks: Buffer[] = []
    for (const chunk of encode(writeWhole(list))) {
      // Writing a chunk blocks the event loop: give other work a turn in between.
      if (chunks.length > 0) await setImmediate()
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }

  const lastPart = Array.isArray(todos)
    ? await stage(toSlices(await compressWhole(await encodeWhole(todos))))
    : await pipeline(writePages(todos), createGzip(gzipStreamOptions), stage, { signal })
  return {
    todosRevision,
    generatorVersion,
    sha256: hash.digest('hex'),
    bytes,
    gzipBytes,
    total,
    written: writer.written,
    skipped: writer.skipped,
    lastPart,
  }
}

const compressWhole = async (file: Buffer): Promise<Buffer> =>
  file.length <= smallBytes ? gzipSync(file, gzipOptions) : compress(file, gzipOptions)

function* toSlices(file: Buffer): Generator<Buffer> {
  for (let start = 0; start < file.length; start += partBytes) yield file.subarray(start, start + partBytes)
}

const compress = promisify(gzip) as (file: Buffer, options: typeof gzipOptions) => Promise<Buffer>
