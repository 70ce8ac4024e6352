type Line = { name: string; value: string }

const contentLine = /^(?<name>[A-Z][A-Z0-9-]*)(?:;[A-Z-]+=(?:"[^"]*"|[^":;,]+))*:(?<value>.*)$/su
const validText = /^(?:[^\\;,]|\\[\\;,nN])*$/su
const dateTime = /^\d{8}T\d{6}Z?$/
const textNames = ['UID', 'SUMMARY', 'DESCRIPTION', 'NAME', 'X-WR-CALNAME', 'PRODID', 'TZID', 'TZNAME']
const utcNames = ['DTSTAMP', 'CREATED', 'LAST-MODIFIED']
const unwantedNames = ['METHOD', 'X-WR-TIMEZONE', 'TIMEZONE-ID']

/**
 * What is wrong with a calendar file, read without any library: RFC 5545's syntax and required properties, and the
 * project's own rules. Empty when all is well.
 */
export function checkCalendar(file: string): string[] {
  const physical = file.split('\r\n')
  const problems = physical.pop() === '' ? [] : ['the last line has no CRLF']
  if (!file.isWellFormed()) problems.push('not UTF-8')
  for (const line of physical) {
    if (Buffer.byteLength(line) > 75) problems.push(`longer than 75 octets: ${line}`)
    if (!line.isWellFormed()) problems.push(`folded inside a code point: ${line}`)
    if (/[\p{Cc}\u2028\u2029]/u.test(line)) problems.push(`control character: ${JSON.stringify(line)}`)
  }
  const lines = physical.join('\r\n').replaceAll('\r\n ', '').split('\r\n').map(readLine)
  return [
    ...problems,
    ...lines.flatMap(checkLine),
    ...checkCalendarProperties(lines),
    ...checkComponents(lines),
  ]
}

function readLine(line: string): Line {
  const { name = '?', value = line } = contentLine.exec(line)?.groups ?? {}
  return { name, value }
}

function checkLine({ name, value }: Line): string[] {
  if (name === '?') return [`no content line: ${value}`]
  if (unwantedNames.includes(name)) return [`unwanted: ${name}`]
  if (textNames.includes(name) && !validText.test(value)) return [`wrongly escaped: ${name}:${value}`]
  if (utcNames.includes(name) && !value.endsWith('Z')) return [`not UTC: ${name}:${value}`]
  return []
}

function checkCalendarProperties(lines: Line[]): string[] {
  const [begin, version, productId] = lines.map(({ name, value }) => `${name}:${value}`)
  const problems = []
  if (begin !== 'BEGIN:VCALENDAR') problems.push('does not begin with VCALENDAR')
  if (version !== 'VERSION:2.0') problems.push('VERSION is not first')
  if (!productId?.startsWith('PRODID:')) problems.push('PRODID is not second')
  return problems
}

/** Walks the components: properly nested, no property after a component, nothing after the calendar. */
function checkComponents(lines: Line[]): string[] {
  const problems: string[] = []
  const open: { name: string; properties: Line[]; components: number }[] = []
  const uids = new Set<string>()
  for (const [index, { name, value }] of lines.entries()) {
    const current = open.at(-1)
    if (name === 'BEGIN') {
      if (current) current.components += 1
      open.push({ name: value, properties: [], components: 0 })
    } else if (name !== 'END') {
      if (current?.components !== 0) problems.push(`${name} is not before the components`)
      current?.properties.push({ name, value })
    } else {
      const ended = open.pop()
      if (ended?.name !== value) problems.push(`END:${value} ends ${ended?.name}`)
      if (value === 'VCALENDAR' && ended?.components === 0) problems.push('no component')
      if (value === 'VEVENT' && ended) problems.push(...checkEvent(ended.properties, uids))
      if (open.length === 0 && index !== lines.length - 1) problems.push('lines after the calendar')
    }
  }
  return open.length === 0 ? problems : [...problems, `${open.at(-1)?.name} has no END`]
}

function checkEvent(properties: Line[], uids: Set<string>): string[] {
  const problems = []
  const names = properties.map(({ name }) => name)
  const values = new Map(properties.map(({ name, value }) => [name, value]))
  const [uid = '', start = '', end = ''] = ['UID', 'DTSTART', 'DTEND'].map(name => values.get(name))
  if (values.size !== names.length) problems.push(`a property is there twice: ${names.join()}`)
  for (const name of ['UID', 'DTSTAMP', 'DTSTART']) if (!values.has(name)) problems.push(`no ${name}`)
  if (uids.has(uid)) problems.push(`UID is there twice: ${uid}`)
  uids.add(uid)
  for (const name of [...utcNames, 'DTSTART', 'DTEND']) {
    const value = values.get(name)
    if (value !== undefined && !dateTime.test(value)) problems.push(`no date and time: ${name}:${value}`)
  }
  if (start.endsWith('Z') !== end.endsWith('Z')) problems.push('DTSTART and DTEND have two forms')
  // Both have a fixed width: the order of the strings is the order of the times.
  if (!(end > start)) problems.push(`DTEND ${end} is not later than DTSTART ${start}`)
  if (!/^\d+$/.test(values.get('SEQUENCE') ?? '0')) problems.push('SEQUENCE is no integer')
  return problems
}
