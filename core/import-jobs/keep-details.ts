import { isDeepStrictEqual } from 'node:util'
import { sanitiseLine, sanitiseText } from '../../schema/sanitise.ts'
import { hasOccurrence } from '../recurrence/next-occurrence.ts'
import type { ComparedRow, ImportedColumns } from './compare-todo.ts'

const hourMs = 3_600_000

/**
 * What an import sets of a todo from a task of our own calendars, which cannot say everything: they leave out repetitions from
 * the completion, those that have ended, fractions of seconds, most properties of other programs and some characters of texts,
 * and as all-day tasks the times. The todo keeps those.
 */
export function keepDetails(before: ComparedRow, after: ImportedColumns): ImportedColumns {
  return {
    ...after,
    ...(toLine(before.title) === after.title && { title: before.title }),
    ...(sanitiseText(before.description ?? '') === (after.description ?? '') && {
      description: before.description,
    }),
    ...(isDeepStrictEqual(before.tags.map(toLine), after.tags) && { tags: before.tags }),
    properties: before.properties,
    ...(isRounded(before.completed_at, after.completed_at) && { completed_at: before.completed_at }),
    ...keepDeadline(before, after),
    ...keepRepetition(before, after),
  }
}

/** As it comes back from a file. */
const toLine = (text: string): string => sanitiseLine(text).replaceAll(/\s+/g, ' ')

function keepDeadline(before: ComparedRow, after: ImportedColumns) {
  const { deadline_at, deadline_on } = before
  if (deadline_at === null || deadline_on !== null) return {}
  const isItsDay = after.deadline_on !== null && canBeOn(deadline_at, after.deadline_on)
  return isItsDay || isRounded(deadline_at, after.deadline_at) ? { deadline_at, deadline_on } : {}
}

const isRounded = (before: string | null, after: string | null): boolean =>
  before !== null && after !== null && toSecond(before) === toSecond(after)

const toSecond = (instant: string) => Math.floor(Date.parse(instant) / 1000)

/** Whether it is this day in some time zone: they are up to 14 hours ahead of UTC, and 12 behind it. */
function canBeOn(instant: string, day: string): boolean {
  const ms = Date.parse(instant) - Date.parse(day)
  return ms >= -14 * hourMs && ms < (24 + 12) * hourMs
}

function keepRepetition(before: ComparedRow, after: ImportedColumns) {
  const { completed, repeat_rule: rule, repeat_from: from, repeat_zone: zone } = before
  if (rule === null || from === null || zone === null) return {}
  const { deadline_at: deadlineAt, deadline_on: deadlineOn } = before
  const isEnded = () =>
    (deadlineOn ?? deadlineAt) === null ||
    !hasOccurrence({ deadlineAt, deadlineOn, repeat: { rule, from }, repeatZone: zone })
  const isKept =
    after.repeat_rule === null
      ? completed || from === 'completion' || isEnded()
      : withoutEnd(after.repeat_rule) === withoutEnd(rule)
  return isKept ? { repeat_rule: rule, repeat_from: from, repeat_zone: zone } : {}
}

/** UNTIL has the form of the deadline, which can be its day. */
const withoutEnd = (rule: string) => rule.replace(/;UNTIL=\w+/, '')
