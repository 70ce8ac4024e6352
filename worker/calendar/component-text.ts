import type { CalendarOptions } from '../../schema/calendar-options.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { sanitiseLine, sanitiseText } from '../../schema/sanitise.ts'

const summaryMaxCodePoints = 255

/** A VEVENT has no STATUS for completed todos, so their title gets a mark. */
export const toEventSummary = (todo: CalendarTodo, { completedMark }: CalendarOptions): string =>
  todo.completed && completedMark ? `✔ ${toTodoSummary(todo)}` : toTodoSummary(todo)

export const toTodoSummary = ({ title }: CalendarTodo): string => cut(sanitiseLine(title) || '(untitled)')

/** Returns an empty string if there is no description. */
export const toDescription = ({ description }: CalendarTodo): string => sanitiseText(description ?? '')

const cut = (line: string): string =>
  line.length <= summaryMaxCodePoints ? line : Array.from(line).slice(0, summaryMaxCodePoints).join('')
