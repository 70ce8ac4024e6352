import ICAL from 'ical.js'
import type { CalendarReader, ReadComponent } from './calendar-reader.ts'

export const icalJs: CalendarReader = {
  name: 'ical.js',
  read: async files => files.map(file => readComponent(new ICAL.Component(ICAL.parse(file)))),
}

const readComponent = (component: ICAL.Component): ReadComponent => ({
  kind: component.name.toUpperCase(),
  properties: Object.fromEntries(
    component.getAllProperties().flatMap(property => {
      const related = property.getFirstParameter('related')
      return [
        [property.name.toUpperCase(), readValue(property)],
        ...(related === undefined ? [] : [['RELATED', related]]),
      ]
    }),
  ),
  components: component.getAllSubcomponents().map(readComponent),
})

/** It does not know the type of RFC 7986's and others' properties, and gives their values raw. */
function readValue(property: ICAL.Property): string {
  const value = property.getFirstValue()
  if (value instanceof ICAL.Time || value instanceof ICAL.Duration) return value.toICALString()
  return property.type === 'unknown' ? unescapeText(String(value)) : String(value)
}

const unescapeText = (value: string): string =>
  value.replaceAll(/\\(.)/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped))
