import { decodeText } from '../decode-text.ts'
import { readContentLines } from './content-lines.ts'

/** A content line outside of components, such as PRODID; `BEGIN:VCALENDAR` begins the next calendar. */
type CalendarProperty = { kind: 'property'; text: string }

export type Component = {
  kind: 'component'
  /** In upper case: `VTODO`. */
  name: string
  /** Where it begins. */
  line: number
  /** Its properties, unfolded. */
  properties: string[]
  /** The lines of the components in it, such as VALARM, with their BEGIN and END. */
  nested: string[]
  /** Lines that were left out because they, or all of them together, are too long. */
  dropped: number
  /** Some text is not UTF-8. */
  isFallback: boolean
  isComplete: boolean
}

const maxLines = 5000
const maxLength = 1024 * 1024
/** Components that never stand in another one: their BEGIN ends a component whose END is missing. */
const outermost = new Set(['VCALENDAR', 'VTODO', 'VEVENT', 'VJOURNAL', 'VTIMEZONE', 'VFREEBUSY'])

/** The cut may be inside of it. */
const lastCharacter = /[\xc0-\xff][\x80-\xbf]*$/

/** Reads the components of calendars one by one. Components may stand outside of a VCALENDAR; a file may have several. */
export async function* readComponents(
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<CalendarProperty | Component> {
  let component: Component | undefined
  let depth = 0
  let length = 0
  const open = (name: string, line: number): Component => {
    depth = 0
    length = 0
    return {
      kind: 'component',
      name,
      line,
      properties: [],
      nested: [],
      dropped: 0,
      isFallback: false,
      isComplete: false,
    }
  }

  for await (const lines of readContentLines(bytes)) {
    for (const { number, text: raw, isCut } of lines) {
      const [, boundary, boundName = ''] = /^(BEGIN|END):\s*([\w-]{1,100})\s*$/i.exec(raw) ?? []
      const name = boundName.toUpperCase()
      const isBegin = boundary?.toUpperCase() === 'BEGIN'
      const isEnd = boundary !== undefined && !isBegin
      if (component && ((isBegin && outermost.has(name)) || (isEnd && name === 'VCALENDAR'))) {
        yield component
        component = undefined
      }
      if (!component) {
        if (isBegin && name !== 'VCALENDAR') component = open(name, number)
        else if (!isEnd) yield { kind: 'property', text: decodeText(raw).text }
        continue
      }
      if (isEnd && (depth === 0 || name === component.name)) {
        component.isComplete = name === component.name
        yield component
        component = undefined
        continue
      }
      length += raw.length
      const size = component.properties.length + component.nested.length
      const isNested = depth > 0 || isBegin
      const isLost = isCut && !/^(?:SUMMARY|DESCRIPTION)[;:]/i.test(raw)
      if (isLost || size >= maxLines || length > maxLength) component.dropped += 1
      else {
        const { text, isFallback } = decodeText(isCut ? raw.replace(lastCharacter, '') : raw)
        component.isFallback ||= isFallback
        component[isNested ? 'nested' : 'properties'].push(text)
      }
      if (isBegin) depth += 1
      if (isEnd) depth -= 1
    }
  }
  if (component) yield component
}
