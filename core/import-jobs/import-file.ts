import { createGzip, createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { maxImportBytes } from '../../schema/import-job.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'

const partBytes = 256 * 1024

export type StoredFile = { id: string; bytes: number; sha256: string }

/**
 * Stores a file as it arrives: compressed, in parts, with one part in memory.
 *
 * @param maxBytes uncompressed
 * @throws AppError tooLarge, and whatever `bytes` throws; nothing of the file is then kept
 */
export async function storeImportFile(
  db: Db,
  { id, ownerId }: { id: string; ownerId: OwnerId },
  bytes: AsyncIterable<Uint8Array>,
  maxBytes = maxImportBytes,
): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0

  async function* measure(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      size += chunk.length
      if (size > maxBytes) throw new AppError('tooLarge', `The file must be at most ${maxBytes} bytes`)
      hash.update(chunk)
      yield chunk
    }
  }

  async function store(slices: AsyncIterable<Buffer>): Promise<void> {
    let pending: Buffer[] = []
    let length = 0
    let n = 0
    const storePending = async () => {
      await db
        .insertInto('import_file_part')
        .values({ file_id: id, n, bytes: Buffer.concat(pending) })
        .execute()
      n += 1
      pending = []
      length = 0
    }
    for await (const slice of slices) {
      pending.push(slice)
      length += slice.length
      if (length >= partBytes) await storePending()
    }
    if (length > 0) await storePending()
  }

  await db.insertInto('import_file').values({ id, owner_id: ownerId }).execute()
  try {
    await pipeline(measure, createGzip({ level: 1, chunkSize: 64 * 1024 }), store)
  } catch (error) {
    // If this fails too, the file is deleted after a day.
    await deleteImportFile(db, id).catch(() => {})
    throw error
  }
  return { id, bytes: size, sha256: hash.digest('hex') }
}

export const deleteImportFile = (db: Db, id: string): Promise<unknown> =>
  db.deleteFrom('import_file').where('id', '=', id).execute()

/** Reads a stored file, a part at a time. @throws AppError badInput when it was deleted */
export function readImportFile(db: Db, id: string, signal: AbortSignal): AsyncIterable<Buffer> {
  async function* readParts(): AsyncGenerator<Buffer> {
    for (let n = 0; ; n += 1) {
      const part = await db
        .selectFrom('import_file_part')
        .select('bytes')
        .where('file_id', '=', id)
        .where('n', '=', n)
        .executeTakeFirst()
      if (!part && n === 0) throw new AppError('badInput', 'The file is gone: import it again')
      if (!part) return
      yield part.bytes
    }
  }
  const unpacked = createGunzip({ chunkSize: 64 * 1024 })
  // Its errors reach the reader of the stream.
  pipeline(Readable.from(readParts()), unpacked, { signal }).catch(() => {})
  return unpacked
}

/** Deletes files a day after they were stored, unless their job is still to be run. @returns how many */
export async function deleteOldImportFiles(db: Db, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from import_file where id in (
      select file.id from import_file file
      where file.created_at < now() - interval '1 day'
        and not exists (select from calendar_job job where job.id = file.id and job.due_at is not null)
      order by file.created_at limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows)
}
