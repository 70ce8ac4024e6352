import type { Priority } from '../../../schema/priority.ts'
import type { ImportedTodo, ImportEntry, ReadOptions } from '../../../schema/imported-todo.ts'
import { buildTodo, type Draft } from '../build-todo.ts'
import { fallbackNote } from '../decode-text.ts'
import { deriveUuid, toUid, type Uid, type UidDeriver } from '../derive-uid.ts'
import { isPlainDate } from '../../../schema/plain-date.ts'
import type { Component } from './components.ts'
import { readName, readProperty, readRawValue, readText } from './property.ts'
import { toDeadlineRule } from './deadline-rule.ts'
import { addDuration, type ReadTime, readTime } from './times.ts'
import type { Zones } from './zones.ts'

/** What the calendar around a component says. */
export type Calendar = {
  zones: Zones
  /** Written by this program: titles may have a mark, and times without a zone are UTC. */
  isOurs: boolean
  list: string | null
}

type Context = Calendar & ReadOptions & { deriveUid: UidDeriver }

/** What the product has in another form, or makes again. Everything else is kept. */
const used = new Set(
  `UID SUMMARY DESCRIPTION DUE DTSTART DTEND DURATION STATUS COMPLETED PERCENT-COMPLETE PRIORITY CATEGORIES RRULE CREATED
   DTSTAMP LAST-MODIFIED SEQUENCE`.split(/\s+/),
)
/** What our calendars write for programs that show events. */
const ofOurEvents = /^(?:TRANSP|X-MICROSOFT-[\w-]+)[;:]/i
const completedMark = '✔ '
const originalUid = /^(?:todo-)?(\d+)$/

/** Reads a VTODO or a VEVENT; the deadline of an event is its start. */
export function readTodo(component: Component, context: Context): ImportEntry {
  const { line, isComplete, name, properties: lines, nested } = component
  if (!isComplete) return { line, problem: `${name} has no END: the file is cut off or damaged` }
  const found = groupByName(lines)
  const first = (key: string) => found.get(key)?.[0]
  if (found.has('RECURRENCE-ID'))
    return { line, problem: 'changes one occurrence of a repeated todo, which is not supported' }
  const isOurEvent = context.isOurs && name === 'VEVENT'
  if (isOurEvent && found.has('RELATED-TO'))
    return { line, problem: 'is the event of a todo in the same file, which is imported' }

  const notes: string[] = []
  const kept: string[] = lines.filter(
    text => !used.has(readName(text)) && !(isOurEvent && ofOurEvents.test(text)),
  )
  const text = (key: string) => readText(first(key))
  const read = (key: string) => readTimeOf(key, first(key), context, notes, kept)
  const { start, deadline, extra } = readDeadline(name, first, read)
  if (!isOurEvent) kept.push(...extra)
  const { completed, completedAt } = readCompletion(first, read, kept)
  const ownRule = readRawValue(first('RRULE'))
  const rule =
    ownRule && start && deadline ? toDeadlineRule(ownRule, toWallTime(start), toWallTime(deadline)) : ownRule
  if (ownRule !== undefined && rule === undefined) {
    notes.push('does not repeat, its rule is kept as a property: it is that of the start')
    kept.push(`X-UNREAD-RRULE:${ownRule}`)
  }
  for (const extra of found.get('RRULE')?.slice(1) ?? []) kept.push(extra)
  if (rule !== undefined && deadline && deadline.zone === undefined && !isPlainDate(deadline.value))
    notes.push(`repeats in the time zone ${context.timeZone}: that of the file has no name`)
  if (found.has('EXDATE') || found.has('RDATE'))
    notes.push('its exceptions to the repetition are kept as properties, and have no effect')
  if (component.dropped > 0) notes.push(`${component.dropped} lines are too long, or too many, and left out`)
  if (component.isFallback) notes.push(fallbackNote)
  const summary = text('SUMMARY') ?? ''
  const isMarked = isOurEvent && summary.startsWith(completedMark)
  const description = text('DESCRIPTION') ?? ''
  const title = isMarked ? summary.slice(completedMark.length) : summary
  const draft: Draft = {
    ...readUid(text('UID'), text('CREATED'), [name, title, description, first('DTSTART') ?? ''], context),
    title: title.trim() === '' ? (description.split('\n')[0] ?? '') : title,
    description,
    completed: completed || isMarked,
    completedAt,
    deadline: deadline?.value,
    repeat: rule === undefined ? undefined : { rule },
    timeZone: deadline && !isPlainDate(deadline.value) ? deadline.zone : undefined,
    list: context.list,
    tags: (found.get('CATEGORIES') ?? []).flatMap(line => readProperty(line)?.values ?? []),
    priority: readPriority(first('PRIORITY')),
    // Our own alarms are options of the calendar.
    properties: context.isOurs ? kept : [...kept, ...nested],
    createdAt: toInstantOnly(read('CREATED')),
  }
  const built = buildTodo(draft, context.timeZone, notes)
  const ours = context.isOurs ? toOurs(name, text('UID')) : undefined
  return { line, todo: { ...built.todo, ...(ours && { ours }) }, notes: built.notes }
}

function toOurs(name: string, uid = ''): NonNullable<ImportedTodo['ours']> {
  const [, todoId] = originalUid.exec(uid) ?? []
  return { kind: name === 'VEVENT' ? 'event' : 'task', ...(todoId !== undefined && { todoId }) }
}

function groupByName(lines: string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const text of lines) {
    const key = readName(text)
    const others = found.get(key)
    if (others) others.push(text)
    else found.set(key, [text])
  }
  return found
}

function readTimeOf(
  key: string,
  line: string | undefined,
  { zones, isOurs, timeZone }: Context,
  notes: string[],
  kept: string[],
): ReadTime | undefined {
  const property = line === undefined ? undefined : readProperty(line)
  if (line === undefined) return undefined
  const time = property && readTime(property, { zones, floatingZone: isOurs ? 'UTC' : timeZone })
  if (time?.note !== undefined) notes.push(time.note)
  if (!time) {
    notes.push(`${key} is not a date or time that can be read: kept as a property`)
    kept.push(`X-UNREAD-${line}`)
  }
  return time
}

const toWallTime = ({ value, zone = 'UTC' }: ReadTime): Temporal.ZonedDateTime =>
  isPlainDate(value)
    ? Temporal.PlainDate.from(value).toZonedDateTime(zone)
    : Temporal.Instant.from(value).toZonedDateTimeISO(zone)

type First = (key: string) => string | undefined
type Read = (key: string) => ReadTime | undefined

/** `extra` are the lines of times that are no deadline. */
function readDeadline(
  name: string,
  first: First,
  read: Read,
): { start: ReadTime | undefined; deadline: ReadTime | undefined; extra: string[] } {
  const start = read('DTSTART')
  const [startLine, durationLine] = [first('DTSTART'), first('DURATION')]
  if (name === 'VEVENT') {
    const end = [first('DTEND'), durationLine].filter(line => line !== undefined)
    return { start, deadline: start, extra: end.map(line => `X-EVENT-${line}`) }
  }
  const due = read('DUE')
  const startKept = startLine !== undefined && start ? [startLine] : []
  if (due) return { start, deadline: due, extra: start?.value === due.value ? [] : startKept }
  const duration = readText(durationLine)
  const end = start && duration !== undefined ? addDuration(start, duration) : undefined
  if (end) return { start, deadline: end, extra: startKept }
  // The first occurrence of a rule is its DTSTART.
  if (first('RRULE') !== undefined && start) return { start, deadline: start, extra: [] }
  return { start, deadline: undefined, extra: startKept }
}

function readCompletion(
  first: First,
  read: Read,
  kept: string[],
): { completed: boolean; completedAt: string | undefined } {
  const status = readText(first('STATUS'))?.toUpperCase()
  const percent = readText(first('PERCENT-COMPLETE'))
  const completedAt = toInstantOnly(read('COMPLETED'))
  const completed =
    status === 'COMPLETED' ||
    status === 'CANCELLED' ||
    (status === undefined && (completedAt !== undefined || percent === '100'))
  const [statusLine, percentLine] = [first('STATUS'), first('PERCENT-COMPLETE')]
  if (statusLine !== undefined && status !== 'COMPLETED' && status !== 'NEEDS-ACTION') kept.push(statusLine)
  if (percentLine !== undefined && percent !== '0' && percent !== '100') kept.push(percentLine)
  return { completed, completedAt }
}

const toInstantOnly = (time: ReadTime | undefined): string | undefined =>
  time === undefined ? undefined : isPlainDate(time.value) ? `${time.value}T00:00:00Z` : time.value

/** RFC 5545 section 3.8.1.9 */
function readPriority(line: string | undefined): Priority {
  const priority = Number(readText(line) ?? 0)
  if (priority >= 1 && priority <= 4) return 'high'
  if (priority === 5) return 'medium'
  return priority >= 6 && priority <= 9 ? 'low' : 'none'
}

/** Files in the original's format have ids, which other owners' todos have too. */
function readUid(
  uid: string | undefined,
  created: string | undefined,
  identity: string[],
  { isOurs, deriveUid }: Context,
): Uid {
  const text = toUid(uid)
  if (text === undefined) return deriveUid(identity)
  const [, id] = (isOurs && originalUid.exec(text)) || []
  return { uid: id === undefined ? text : deriveUuid(JSON.stringify(['id', id, created ?? ''])) }
}
