import { type ICalEventData, ICalEventTransparency } from 'ical-generator'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { toEventUid } from './event-uid.ts'
import { sanitiseLine, sanitiseText } from './sanitise.ts'

// DTEND must be later than DTSTART (RFC 5545 section 3.8.2.2).
const durationMs = 30 * 60_000
const summaryMaxCodePoints = 255

/** A VEVENT has no STATUS for what is done: a completed todo is known by its mark. */
export function toEvent(todo: CalendarTodo, deadlineAt: Date, options: CalendarOptions): ICalEventData {
  return {
    id: options.uid === 'id' ? String(todo.id) : toEventUid(todo.uid),
    sequence: todo.revision,
    // Without METHOD, DTSTAMP means the same as LAST-MODIFIED (RFC 5545 section 3.8.7.2).
    stamp: todo.revisedAt,
    start: deadlineAt,
    end: new Date(deadlineAt.getTime() + durationMs),
    floating: options.timeForm === 'floating',
    summary: toSummary(todo, options),
    transparency: ICalEventTransparency.TRANSPARENT,
    description: sanitiseText(todo.description ?? '') || null,
    created: todo.createdAt,
    lastModified: todo.revisedAt,
  }
}

function toSummary(todo: CalendarTodo, options: CalendarOptions): string {
  const title = sanitiseLine(todo.title) || '(untitled)'
  const summary = todo.completed && options.completedMark ? `✔ ${title}` : title
  if (summary.length <= summaryMaxCodePoints) return summary
  return Array.from(summary).slice(0, summaryMaxCodePoints).join('')
}
