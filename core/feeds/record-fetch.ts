import { sql } from 'kysely'
import type { Db } from '../database/db.ts'
import type { Log } from '../process/log.ts'
import type { FeedByToken } from './find-feed-by-token.ts'

/** Records the calendar program that fetched a feed, about once a minute, without delaying the response. */
export type FetchRecorder = (
  feed: Pick<FeedByToken, 'id' | 'isFetchRecorded'>,
  program: string | undefined,
) => void

const maxProgramLength = 200

export function createFetchRecorder(db: Db, log: Log): FetchRecorder {
  const recording = new Set<string>()

  async function write(id: string, program: string | null): Promise<void> {
    // Skips the update if the row is locked.
    await sql`
      update calendar_feed set fetched_at = now(), fetched_by = ${program}
      where id = (select id from calendar_feed where id = ${id} for no key update skip locked)`.execute(db)
  }

  return ({ id, isFetchRecorded }, program) => {
    if (isFetchRecorded || recording.has(id)) return
    recording.add(id)
    write(id, toPrintableName(program ?? ''))
      .catch((error: unknown) => log.debug({ err: error, feed: id }, 'Cannot record a fetch'))
      .finally(() => recording.delete(id))
  }
}

/** A User-Agent header can contain anything. */
function toPrintableName(program: string): string | null {
  const printable = program.replaceAll(/[^\x20-\x7E]+/g, ' ').trim()
  return printable.slice(0, maxProgramLength) || null
}
