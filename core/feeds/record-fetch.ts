import { sql } from 'kysely'
import type { Db } from '../database/db.ts'
import type { Log } from '../process/log.ts'
import type { FeedByToken } from './find-feed-by-token.ts'

/** Notes who has fetched a feed, at most about once a minute, and lets nobody wait for it. */
export type FetchRecorder = (
  feed: Pick<FeedByToken, 'id' | 'isFetchNoted'>,
  program: string | undefined,
) => void

const maxProgramLength = 200

export function createFetchRecorder(db: Db, log: Log): FetchRecorder {
  const underWay = new Set<string>()

  async function write(id: string, program: string | null): Promise<void> {
    // Somebody who has the row may keep it for long, and is waited for by nobody.
    await sql`
      update calendar_feed set fetched_at = now(), fetched_by = ${program}
      where id = (select id from calendar_feed where id = ${id} for no key update skip locked)`.execute(db)
  }

  return ({ id, isFetchNoted }, program) => {
    if (isFetchNoted || underWay.has(id)) return
    underWay.add(id)
    write(id, toPrintableName(program ?? ''))
      .catch((error: unknown) => log.debug({ err: error, feed: id }, 'A fetch could not be noted'))
      .finally(() => underWay.delete(id))
  }
}

/** What a program calls itself may be anything. */
function toPrintableName(program: string): string | null {
  const printable = program.replaceAll(/[^\x20-\x7E]+/g, ' ').trim()
  return printable.slice(0, maxProgramLength) || null
}
