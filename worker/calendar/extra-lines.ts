import { escape } from 'ical-generator'
import type { CalendarTodo } from './calendar-todo.ts'
import { sanitiseLine } from '../../schema/sanitise.ts'

/** RFC 5545 section 3.8.1.9: 1 is the highest priority, 5 a medium one, 9 the lowest. */
const priorityLines = { none: null, low: 'PRIORITY:9', medium: 'PRIORITY:5', high: 'PRIORITY:1' }

/** RFC 5545 section 3.1. Not TZID: the file has no VTIMEZONE for it. */
const value = '(?:"[^"]+"|[^",:;]+)'
const parameter = `;(?!TZID=)[\\w-]+=${value}(?:,${value})*`
const number = '[+-]?\\d+(?:\\.\\d+)?'

/**
 * Properties of other programs that are given back: those that mean the same in events and tasks, and refer to nothing else
 * in the file that they come from. Each once: most may not be repeated. One that is malformed makes programs reject the
 * whole file. X-ALT-DESC is the description as HTML, which does not follow its changes here.
 */
const keptProperty = new RegExp(
  `^(?:(X-(?!MICROSOFT-|ALT-DESC[;:])[\\w-]+|LOCATION|URL|CONTACT|COMMENT|RESOURCES|CLASS)(?:${parameter})*:|(GEO):${number};${number}$)`,
  'i',
)

/** The unfolded lines of what todos rarely have: priority, tags, and the properties of other programs. */
export function toExtraLines({ priority, tags, properties }: CalendarTodo): (string | null)[] {
  if (priority === 'none' && tags.length === 0 && properties.length === 0) return []
  return [
    priorityLines[priority],
    tags.length === 0 ? null : `CATEGORIES:${tags.map(tag => escape(sanitiseLine(tag), false)).join()}`,
    ...toKept(properties),
  ]
}

/** Without those of nested components, such as VALARM. */
function toKept(lines: readonly string[]): string[] {
  const kept = new Map<string, string>()
  let depth = 0
  for (const line of lines) {
    if (/^BEGIN:/i.test(line)) depth += 1
    else if (/^END:/i.test(line)) depth -= 1
    if (depth > 0) continue
    const clean = sanitiseLine(line)
    const [, property, geo] = keptProperty.exec(clean) ?? []
    const name = (property ?? geo)?.toUpperCase()
    if (name !== undefined && !kept.has(name)) kept.set(name, clean)
  }
  return [...kept.values()]
}
