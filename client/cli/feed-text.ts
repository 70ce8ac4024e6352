import { toPrintable } from '../../schema/to-printable.ts'
import type { CalendarFeed } from '../create-client.ts'
import { isolate } from './fit-to-width.ts'

/** @param isRenewed false while the file does not show the feed's settings yet */
export function toFeedLine({ id, name, file, lastFetch, error }: CalendarFeed, isRenewed = true): string {
  const fetched = lastFetch
    ? `fetched ${lastFetch.at.slice(0, 19)}Z by ${isolate(toPrintable(lastFetch.by ?? 'an unnamed program'))}`
    : 'not fetched yet'
  const count = file ? `${file.written} todos` : 'not made yet'
  const line = `${id}  ${isolate(toPrintable(name))}  ${isRenewed ? count : 'being updated'}  ${fetched}`
  return error === null ? line : `${line}  ${toPrintable(error)}`
}
