import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gunzipSync } from 'node:zlib'
import { readParts } from '../../core/calendar-jobs/artifact-parts.ts'
import type { AttemptRef } from '../../core/calendar-jobs/leases.ts'
import type { Db } from '../../core/database/db.ts'
import type { Log } from '../../core/process/log.ts'
import type { Responses } from './responses.ts'
import { streamBody } from './stream-body.ts'

/** Larger files are sent part by part, and count as downloads. */
export const maxBytesAtOnce = 1024 * 1024

/** With the default 16 KiB chunks, a file of 100,000 todos needs 2,200 socket writes. */
const plainChunkBytes = 64 * 1024

type StoredFile = { parts: AttemptRef; gzipBytes: number }

type Sending = { db: Db; responses: Pick<Responses, 'untilQuiet'>; outgoing: ServerResponse; log: Log }

/** The file as it is stored, gzip. */
export const streamGzip = (sending: Sending, { parts, gzipBytes }: StoredFile): ReadableStream<Uint8Array> =>
  streamBody(inQuietTurns(sending, readParts(sending.db, parts, gzipBytes)), sending)

/** The file, unpacked while it is sent: only a part of it is in memory. */
export function streamPlain(sending: Sending, { parts, gzipBytes }: StoredFile): ReadableStream<Uint8Array> {
  const plain = createGunzip({ chunkSize: plainChunkBytes })
  // Reading from `plain` fails, too.
  pipeline(readParts(sending.db, parts, gzipBytes), plain).catch(() => {})
  return streamBody(inQuietTurns(sending, plain), sending)
}

async function* inQuietTurns({ responses }: Sending, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    await responses.untilQuiet()
    yield chunk
  }
}

/** A small file, unpacked in memory. */
export async function readPlain(db: Db, { parts, gzipBytes }: StoredFile): Promise<Uint8Array<ArrayBuffer>> {
  return gunzipSync(Buffer.concat(await Array.fromAsync(readParts(db, parts, gzipBytes))))
}

/** A file name that is neither a path nor a hidden file on any system. */
export function toFileName(name: string): string {
  const harmless = name
    .replaceAll(/[\p{C}/\\:*?"<>|]+/gu, ' ')
    .replace(/^[\s.]+/, '')
    .trim()
  return `${harmless || 'todos'}.ics`
}
