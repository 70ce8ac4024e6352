import { tzlib_get_ical_block as findBlock } from 'timezones-ical-library'

type TimeZone = { id: string; block: string }
const known = new Map<string, TimeZone>()

/** The VTIMEZONE of a zone. Its id can differ: zones that are links have that of their target. */
export function toTimeZone(name: string): TimeZone {
  const found = known.get(name) ?? findTimeZone(name)
  known.set(name, found)
  return found
}

/** @throws Error for a zone that the library does not know: the file would be wrong */
function findTimeZone(name: string): TimeZone {
  // The owner may have written the name in another case, which the library does not know.
  const primary = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  for (const candidate of [primary, name]) {
    const [block, id] = findBlock(candidate)
    if (block?.startsWith('BEGIN:VTIMEZONE') && id)
      return { id: id.replace('TZID=', ''), block: `${block}\r\n` }
  }
  throw new Error(`No VTIMEZONE for ${name}`)
}
