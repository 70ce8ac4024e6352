import { timeZone } from '../../schema/time-zone.ts'

/** Opening a zone takes longer than reading a todo, and a file names few. */
const known = new Map<string, boolean>()
const maxKnown = 1000
/** No zone has a longer one. */
const maxNameLength = 100

export function isZone(name: string): boolean {
  if (name.length > maxNameLength) return false
  const isKnown = known.get(name)
  if (isKnown !== undefined) return isKnown
  if (known.size === maxKnown) known.clear()
  const is = timeZone.safeParse(name).success
  known.set(name, is)
  return is
}
