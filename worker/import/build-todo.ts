import { isBlank, toStorable } from '../../schema/text.ts'
import type { Priority } from '../../schema/priority.ts'
import { isPlainDate } from '../../schema/plain-date.ts'
import { parseRule, printRule } from '../../schema/recurrence-rule.ts'
import type { Repeat, RepeatFrom } from '../../schema/repeat.ts'
import { hasOccurrence } from '../../core/recurrence/next-occurrence.ts'
import type { DateOrInstant } from '../../schema/plain-date.ts'
import type { Instant } from '../../schema/instant.ts'
import { type ImportedTodo, maxProperties, maxPropertiesLength } from '../../schema/imported-todo.ts'
import { maxListName } from '../../schema/lists.ts'
import { maxTag, maxTags } from '../../schema/tags.ts'
import { maxDescription, maxTitle } from '../../schema/todo.ts'
import type { Uid } from './derive-uid.ts'

/** A todo as a format describes it: of any length, with a rule that may make no sense. */
export type Draft = Uid & {
  title: string
  description?: string | null
  completed?: boolean
  completedAt?: Instant | null | undefined
  deadline?: DateOrInstant | undefined
  repeat?: { rule: string; from?: RepeatFrom } | undefined
  timeZone?: string | undefined
  list?: string | null
  tags?: string[]
  priority?: Priority
  properties?: string[]
  createdAt?: Instant | undefined
  source?: string | undefined
  /** The texts are those of a stored todo: their spaces and line breaks stay. */
  isStored?: boolean
}

export type BuiltTodo = { todo: ImportedTodo; notes: string[] }

/**
 * Makes a todo that can be stored of a draft: texts are cut to their limits, and rules that cannot be kept become properties.
 * The notes say what was changed.
 */
export function buildTodo(draft: Draft, ownerZone: string, found: readonly string[] = []): BuiltTodo {
  const notes = [...found]
  const note = (text: string) => {
    notes.push(text)
  }
  const [toOneLine, toLines] = draft.isStored ? [toStorable, toStorable] : [toLine, toText]
  const { title, rest } = cutTitle(toOneLine(draft.title), note)
  const deadline = draft.deadline ?? null
  const isDate = deadline !== null && isPlainDate(deadline)
  const placed = { deadlineAt: isDate ? null : deadline, deadlineOn: isDate ? deadline : null }
  const properties = [...(draft.properties ?? [])]
  const zone = draft.timeZone ?? ownerZone
  const repeat = draft.repeat ? readRepeat(draft.repeat, placed, zone, note) : null
  if (draft.repeat && !repeat) properties.push(`X-UNREAD-RRULE:${toLine(draft.repeat.rule)}`)
  const completed = draft.completed ?? false
  return {
    todo: {
      uid: draft.uid,
      ...(draft.earlierUid !== undefined && { earlierUid: draft.earlierUid }),
      title,
      description: cutDescription(
        [rest, toLines(draft.description ?? '')].filter(Boolean).join('\n\n'),
        note,
      ),
      completed,
      completedAt: completed ? (draft.completedAt ?? null) : null,
      ...placed,
      repeat,
      ...(repeat && (placed.deadlineAt !== null || draft.timeZone !== undefined) && { timeZone: zone }),
      list: cutListName(draft.list ?? '', note),
      tags: cutTags(draft.tags ?? [], note),
      priority: draft.priority ?? 'none',
      properties: cutProperties(properties, note),
      ...(draft.createdAt !== undefined && { createdAt: draft.createdAt }),
      ...(draft.source !== undefined && { source: draft.source }),
    },
    notes,
  }
}

type AddNote = (text: string) => void

function readRepeat(
  { rule: text, from = 'deadline' }: { rule: string; from?: RepeatFrom },
  deadline: Pick<ImportedTodo, 'deadlineAt' | 'deadlineOn'>,
  repeatZone: string,
  note: AddNote,
): Repeat | null {
  const rule = parseRule(text)
  const refuse = (reason: string) => {
    note(`does not repeat, its rule is kept as a property: ${reason}`)
    return null
  }
  if ('problem' in rule) return refuse(rule.problem)
  if (deadline.deadlineAt === null && deadline.deadlineOn === null) return refuse('it has no deadline')
  const repeat = { rule: printRule(rule), from }
  return hasOccurrence({ ...deadline, repeat, repeatZone })
    ? repeat
    : refuse('has no occurrence on or after the deadline')
}

/** What does not fit begins the description. */
function cutTitle(whole: string, note: AddNote): { title: string; rest: string } {
  const points = Array.from(whole)
  if (points.length <= maxTitle) return { title: isBlank(whole) ? '(untitled)' : whole, rest: '' }
  note(`the title has more than ${maxTitle} characters: the rest is in the description`)
  return {
    title: `${points.slice(0, maxTitle - 1).join('')}…`,
    rest: `…${points.slice(maxTitle - 1).join('')}`,
  }
}

function cutDescription(text: string, note: AddNote): string | null {
  if (text === '') return null
  if (text.length <= maxDescription) return text
  const points = Array.from(text)
  if (points.length <= maxDescription) return text
  note(`the description has more than ${maxDescription} characters: the rest is left out`)
  return points.slice(0, maxDescription).join('')
}

function cutListName(raw: string, note: AddNote): string | null {
  const name = toLine(raw)
  const points = Array.from(name)
  if (points.length <= maxListName) return name || null
  note(`the name of the list has more than ${maxListName} characters`)
  return points.slice(0, maxListName).join('').trim()
}

function cutTags(raw: string[], note: AddNote): string[] {
  const tags = new Map<string, string>()
  let isCut = false
  for (const text of raw) {
    const points = Array.from(toLine(text))
    const tag = points.slice(0, maxTag).join('').trim()
    isCut ||= points.length > maxTag
    if (tag !== '' && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag)
  }
  if (isCut) note(`a tag has more than ${maxTag} characters`)
  if (tags.size > maxTags) note(`has more than ${maxTags} tags: the others are left out`)
  return [...tags.values()].slice(0, maxTags)
}

function cutProperties(lines: string[], note: AddNote): string[] {
  const kept: string[] = []
  let length = 0
  for (const raw of lines) {
    const line = raw.toWellFormed().replace(controlsInLine, '')
    if (kept.length === maxProperties || length + line.length > maxPropertiesLength) continue
    kept.push(line)
    length += line.length
  }
  const lost = lines.length - kept.length
  if (lost > 0)
    note(`${lost} of ${lines.length} properties of other programs are left out: too many or too long`)
  return kept
}

const lineBreaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
/** No program needs them. */
const controls = /[^\P{Cc}\n\t]/gu

const controlsInLine = /[^\P{Cc}\t]/gu

/** Text without control characters. */
const toText = (text: string): string =>
  text.toWellFormed().replace(lineBreaks, '\n').replace(controls, '').trim()

/** The same on one line. */
export const toLine = (text: string): string => toText(text).replaceAll(/\s+/g, ' ')
