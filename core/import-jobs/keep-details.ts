import type { ComparedRow, ImportedColumns } from './compare-todo.ts'

const hourMs = 3_600_000

/**
 * What an import sets of a todo from a task of our own calendars, which cannot say everything: they leave out repetitions from
 * the completion, those of completed todos and fractions of seconds, and as all-day tasks the times. The todo keeps those.
 */
export function keepDetails(before: ComparedRow, after: ImportedColumns): ImportedColumns {
  return {
    ...after,
    ...(isRounded(before.completed_at, after.completed_at) && { completed_at: before.completed_at }),
    ...keepDeadline(before, after),
    ...keepRepetition(before, after),
  }
}

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
  const { repeat_rule, repeat_from, repeat_zone } = before
  if (repeat_rule === null) return {}
  const isLeftOut = after.repeat_rule === null && (before.completed || repeat_from === 'completion')
  const hasOtherEnd = after.repeat_rule !== null && withoutEnd(after.repeat_rule) === withoutEnd(repeat_rule)
  return isLeftOut || hasOtherEnd ? { repeat_rule, repeat_from, repeat_zone } : {}
}

/** UNTIL has the form of the deadline, which can be its day. */
const withoutEnd = (rule: string) => rule.replace(/;UNTIL=\w+/, '')
