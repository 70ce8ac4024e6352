import { isPlainDate, type DateOrInstant } from '../../../schema/plain-date.ts'
import { type Instant, readInstant } from '../../../schema/instant.ts'
import type { Property } from './property.ts'
import { toInstantIn, type Zone, type Zones } from './zones.ts'

/** A date or a time of a component, with the zone that its wall time is in. */
export type ReadTime = { value: DateOrInstant; zone?: string; note?: string }

type Clock = {
  zones: Zones
  /** The zone of times without one, or with an unknown one. */
  floatingZone: string
}

const maxShownLength = 50

/** @returns undefined for what is neither a date nor a time, or one outside the years of deadlines */
export function readTime({ values, parameters }: Property, clock: Clock): ReadTime | undefined {
  // ical.js reads a date without VALUE=DATE as `2030-01-02T::`. A minute has no 60th second in Temporal.
  const text = (values[0] ?? '').replace(/T::$/, '').replace(/:60(Z?)$/, ':59$1')
  if (isPlainDate(text)) return readInstant(text) === undefined ? undefined : { value: text }
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/.test(text)) return undefined
  if (text.endsWith('Z')) return withZone(readInstant(text), 'UTC')
  const id = parameters['tzid']
  const zone = id === undefined ? { name: clock.floatingZone } : clock.zones.find(id)
  if (zone) return withZone(toInstantIn(zone, text), nameOf(zone))
  const read = withZone(toInstantIn({ name: clock.floatingZone }, text), clock.floatingZone)
  const shown = id?.slice(0, maxShownLength).toWellFormed()
  return read && { ...read, note: `its time zone ${shown} is unknown: read as ${clock.floatingZone}` }
}

const nameOf = (zone: Zone): string | undefined => ('name' in zone ? zone.name : undefined)

const withZone = (value: Instant | undefined, zone: string | undefined): ReadTime | undefined =>
  value === undefined ? undefined : { value, ...(zone !== undefined && { zone }) }

/** Adds a duration such as `P1DT2H` (RFC 5545 section 3.3.6): days to the wall time, hours to the instant. */
export function addDuration({ value, zone = 'UTC' }: ReadTime, text: string): ReadTime | undefined {
  try {
    const duration = Temporal.Duration.from(text)
    const { hours, minutes, seconds } = duration
    const isExact = hours !== 0 || minutes !== 0 || seconds !== 0
    if (isPlainDate(value)) {
      if (!isExact) return checked(Temporal.PlainDate.from(value).add(duration).toString())
      return undefined
    }
    const end = Temporal.Instant.from(value).toZonedDateTimeISO(zone).add(duration)
    return checked(end.toInstant().toString(), zone)
  } catch {
    return undefined
  }
}

function checked(value: string, zone?: string): ReadTime | undefined {
  const read = readInstant(value)
  if (read === undefined) return undefined
  return { value: isPlainDate(value) ? value : read, ...(zone !== undefined && { zone }) }
}
