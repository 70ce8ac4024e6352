type Line = { name: string; value: string }

const contentLine =
  /^(?<name>[A-Z][A-Z0-9-]*)(?:;[A-Z-]+=(?:"[^"]*"|[^":;,]+)(?:,(?:"[^"]*"|[^":;,]+))*)*:(?<value>.*)$/su
const validText = /^(?:[^\\;,]|\\[\\;,nN])*$/su
const dateOrDateTime = /^\d{8}(?:T\d{6}Z?)?$/
const utc = /^\d{8}T\d{6}Z$/
const textNames = [
  'UID',
  'RELATED-TO',
  'SUMMARY',
  'DESCRIPTION',
  'NAME',
  'X-WR-CALNAME',
  'X-WR-CALDESC',
  'PRODID',
  'TZID',
  'TZNAME',
]
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
      if (ended)
        problems.push(...checkComponent(value, ended.properties, open.at(-1)?.properties ?? [], uids))
      if (open.length === 0 && index !== lines.length - 1) problems.push('lines after the calendar')
    }
  }
  return open.length === 0 ? problems : [...problems, `${open.at(-1)?.name} has no END`]
}

type Properties = { names: string[]; values: Map<string, string>; parent: Line[] }

/** Checks the rules of RFC 5545 for the components that the project writes. VTIMEZONEs have none here. */
function checkComponent(name: string, properties: Line[], parent: Line[], uids: Set<string>): string[] {
  const names = properties.map(({ name }) => name)
  const values = new Map(properties.map(({ name, value }) => [name, value]))
  const problems = values.size === names.length ? [] : [`a property is there twice: ${names.join()}`]
  const check = checks[name]
  if (!check) return problems
  for (const required of check.required)
    if (!values.has(required)) problems.push(`${name} has no ${required}`)
  for (const [time, pattern] of Object.entries(timeForms)) {
    const value = values.get(time)
    if (value !== undefined && !pattern.test(value)) problems.push(`no time: ${time}:${value}`)
  }
  const uid = values.get('UID')
  if (uid !== undefined && uids.has(uid)) problems.push(`UID is there twice: ${uid}`)
  if (uid !== undefined) uids.add(uid)
  return [...problems, ...check.find({ names, values, parent })]
}

const timeForms = {
  DTSTART: dateOrDateTime,
  DTEND: dateOrDateTime,
  DUE: dateOrDateTime,
  DTSTAMP: utc,
  CREATED: utc,
  'LAST-MODIFIED': utc,
  COMPLETED: utc,
}

const checks: Record<string, { required: string[]; find: (properties: Properties) => string[] }> = {
  VEVENT: { required: ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY'], find: checkEvent },
  VTODO: { required: ['UID', 'DTSTAMP', 'STATUS', 'SUMMARY'], find: checkTodo },
  VALARM: { required: ['ACTION', 'TRIGGER', 'DESCRIPTION'], find: checkAlarm },
}

function checkEvent({ names, values }: Properties): string[] {
  const problems = checkSequence(values)
  const [start = '', end = ''] = ['DTSTART', 'DTEND'].map(name => values.get(name))
  if (names.includes('STATUS')) problems.push('a VEVENT has a STATUS')
  if (toForm(start) !== toForm(end)) problems.push('DTSTART and DTEND have two forms')
  // Both have a fixed width: the order of the strings is the order of the times.
  if (!(end > start)) problems.push(`DTEND ${end} is not later than DTSTART ${start}`)
  return problems
}

function checkTodo({ values }: Properties): string[] {
  const problems = checkSequence(values)
  const status = `${values.get('STATUS')} ${values.get('PERCENT-COMPLETE')}`
  if (!['NEEDS-ACTION 0', 'COMPLETED 100'].includes(status)) problems.push(`no status: ${status}`)
  if (values.has('COMPLETED') && status !== 'COMPLETED 100') problems.push('completed, and not')
  return problems
}

/** An alarm comes before its component, or after the beginning of a day. */
function checkAlarm({ values, parent }: Properties): string[] {
  const trigger = values.get('TRIGGER') ?? ''
  const startsOnDay = parent.some(({ name, value }) => name === 'DTSTART' && /^\d{8}$/.test(value))
  const before = startsOnDay ? trigger.replace(/^P(?!T0S)/, '-P') : trigger
  return /^(?:PT0S|-P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?)?|\d{8}T\d{6}Z)$/.test(before)
    ? []
    : [`no trigger: ${trigger}`]
}

const checkSequence = (values: Map<string, string>) =>
  /^\d+$/.test(values.get('SEQUENCE') ?? '0') ? [] : ['SEQUENCE is no integer']

/** A date, a floating time or one in UTC. */
const toForm = (time: string) => time.replaceAll(/\d/g, '0')
