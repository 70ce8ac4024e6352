import { findIana } from 'windows-iana'
import { readInstant, type Instant } from '../../../schema/instant.ts'
import { isZone } from '../is-zone.ts'
import type { Component } from './components.ts'
import { readName, readRawValue, readText } from './property.ts'
import { createOnsetCache, readZoneRules, type ZoneRules } from './zone-rules.ts'

/** What a TZID means: the name of a zone, or only the rules that the file defines. */
export type Zone = { name: string } | { rules: ZoneRules }

export type Zones = {
  define(component: Component): void
  find(id: string): Zone | undefined
}

const maxDefinitions = 100
const maxIdLength = 200

/**
 * Resolves TZIDs (RFC 5545 section 3.2.19): IANA names, those of Windows, the long ones of libical and Mozilla, and the
 * definitions of the file, whose names may mean anything.
 */
export function createZones(): Zones {
  const defined = new Map<string, Zone>()
  const cache = createOnsetCache()
  return {
    define({ properties, nested }) {
      const id = readText(properties.find(line => readName(line) === 'TZID'))
      if (id === undefined || id.length > maxIdLength) return
      if (defined.has(id) || defined.size === maxDefinitions) return
      const location = readRawValue(properties.find(line => readName(line) === 'X-LIC-LOCATION'))
      const name = findName(id) ?? (location === undefined ? undefined : findName(location))
      if (name !== undefined) {
        defined.set(id, { name })
        return
      }
      const rules = readZoneRules(nested, id, cache)
      if (rules) defined.set(id, { rules })
    },
    find(id) {
      const known = defined.get(id)
      if (known) return known
      const name = findName(id)
      return name === undefined ? undefined : { name }
    },
  }
}

/** `/freeassociation.sourceforge.net/Europe/Berlin`, `/mozilla.org/20050126_1/America/Indiana/Knox` */
function findName(id: string): string | undefined {
  const parts = id.replace(/^\/+/, '').split('/')
  const candidates = [id, ...[3, 2].map(count => parts.slice(-count).join('/'))]
  return candidates.find(isZone) ?? findIana(id).find(isZone)
}

/** @param wallTime `2030-01-02T03:04:05` */
export function toInstantIn(zone: Zone, wallTime: string): Instant | undefined {
  try {
    if ('rules' in zone) return readInstant(`${wallTime}${zone.rules.findOffset(wallTime)}`)
    return readInstant(
      Temporal.PlainDateTime.from(wallTime).toZonedDateTime(zone.name).toInstant().toString(),
    )
  } catch {
    return undefined
  }
}
