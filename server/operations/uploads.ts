import { AppError } from '../../core/app-error.ts'
import { createId } from '../../core/create-id.ts'
import type { Db } from '../../core/database/db.ts'
import { type StoredFile, storeImportFile } from '../../core/import-jobs/import-file.ts'
import { maxImportBytes } from '../../schema/import-job.ts'
import type { OwnerId } from '../../schema/owner.ts'

/** Each of the concurrent ones holds a part of its file, and a connection of the database while the part is written. */
export const uploadLimits = { maxBytes: maxImportBytes, maxConcurrent: 8, maxOfOwner: 4 }

/** Stores a file. @throws AppError tooLarge, and unavailable when too many uploads are running */
export type UploadStore = (ownerId: OwnerId, bytes: AsyncIterable<Uint8Array>) => Promise<StoredFile>

export function createUploadStore(
  db: Db,
  { maxBytes, maxConcurrent, maxOfOwner } = uploadLimits,
): UploadStore {
  const running: OwnerId[] = []
  return async (ownerId, bytes) => {
    if (running.length >= maxConcurrent || running.filter(owner => owner === ownerId).length >= maxOfOwner)
      throw new AppError('unavailable', 'Too many files are being uploaded; try again')
    running.push(ownerId)
    try {
      return await storeImportFile(db, { id: createId(), ownerId }, bytes, maxBytes)
    } finally {
      running.splice(running.indexOf(ownerId), 1)
    }
  }
}
