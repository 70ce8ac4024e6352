import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { stagePart } from '../core/calendar-jobs/artifact-parts.ts'
import type { ClaimedJob } from '../core/calendar-jobs/claim.ts'
import type { StagedArtifact } from '../core/calendar-jobs/finish.ts'
import type { Db } from '../core/db.ts'
import { createCalendarWriter } from './calendar/calendar-writer.ts'
import { generatorVersion } from './calendar/generator-version.ts'
import type { Snapshot } from './snapshot.ts'

type Generation = { signal: AbortSignal; onProgress: (done: number) => void }

const partBytes = 256 * 1024
// Calendars are so repetitive that the fastest level already takes nine tenths away.
const gzipLevel = 1

/**
 * Writes the calendar of a snapshot as a stream: some hundred todos, a gzip window and one part are in memory, however
 * long the list is. All parts but the last are staged; the last goes with `finishCalendarJob`.
 */
export async function generateCalendar(
  db: Db,
  job: ClaimedJob,
  snapshot: Snapshot,
  { signal, onProgress }: Generation,
): Promise<Omit<StagedArtifact, 'optionsHash'>> {
  const writer = createCalendarWriter(job.options)
  const hash = createHash('sha256')
  let bytes = 0
  let gzipBytes = 0

  function encode(text: string): Buffer {
    const encoded = Buffer.from(text)
    hash.update(encoded)
    bytes += encoded.length
    return encoded
  }

  async function* plain(): AsyncGenerator<Buffer> {
    let text = writer.head()
    let done = 0
    for await (const todos of snapshot.todos()) {
      for (const todo of todos) text += writer.todo(todo)
      done += todos.length
      onProgress(done)
      yield encode(text)
      text = ''
    }
    yield encode(text + writer.tail())
  }

  async function stage(slices: AsyncIterable<Buffer>): Promise<StagedArtifact['lastPart']> {
    let pending: Buffer[] = []
    let pendingBytes = 0
    let n = 0
    for await (const slice of slices) {
      gzipBytes += slice.length
      pending.push(slice)
      pendingBytes += slice.length
      if (pendingBytes < partBytes) continue
      await stagePart(db, job, n, Buffer.concat(pending))
      n += 1
      pending = []
      pendingBytes = 0
    }
    return { n, bytes: Buffer.concat(pending) }
  }

  const lastPart = await pipeline(plain, createGzip({ level: gzipLevel }), stage, { signal })
  return {
    todosRevision: snapshot.todosRevision,
    generatorVersion,
    sha256: hash.digest('hex'),
    bytes,
    gzipBytes,
    total: snapshot.total,
    written: writer.written,
    skipped: writer.skipped,
    lastPart,
  }
}
