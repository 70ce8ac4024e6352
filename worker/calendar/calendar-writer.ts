import type { Skipped } from '../../schema/calendar-job.ts'
import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { toCssColor, toHexColor } from './calendar-color.ts'
import type { CalendarTodo } from './calendar-todo.ts'
import { printHead, tail } from './ical-generator-fixes.ts'
import { sanitiseLine, sanitiseText } from '../../schema/sanitise.ts'
import { createSkipReason } from './skip-reason.ts'
import { createEventPrinter } from './vevent.ts'
import { toTimeZone } from './vtimezone.ts'
import { createTodoPrinter } from './vtodo.ts'

/**
 * Writes a calendar piece by piece, in flat memory: the file is the concatenation of `head`, a `todo` each, and `tail`. The
 * same todos and options always give the same bytes.
 */
export type CalendarWriter = {
  head(): string
  /**
   * Returns an empty string for a todo that is not in the file; `skipped` counts it once, for the first reason that applies,
   * unless it is outside the scope.
   */
  todo(todo: CalendarTodo): string
  tail(): string
  /** The number of todos, not of components. */
  readonly written: number
  readonly skipped: Skipped
}

/** @param options resolved: see `resolveOptions` */
export function createCalendarWriter(options: CalendarOptions): CalendarWriter {
  const findSkipReason = createSkipReason(options)
  const printComponents = createComponentsPrinter(options)
  const skipped: Skipped = { noDeadline: 0, outOfRange: 0, filtered: 0 }
  let written = 0

  return {
    head: () => printCalendarHead(options),
    todo(todo) {
      const reason = findSkipReason(todo)
      if (reason) {
        if (reason !== 'outOfScope') skipped[reason] += 1
        return ''
      }
      written += 1
      return printComponents(todo)
    },
    tail: () => (written === 0 ? utcTimezone + tail : tail),
    get written() {
      return written
    },
    get skipped() {
      return { ...skipped }
    },
  }
}

function createComponentsPrinter(options: CalendarOptions): (todo: CalendarTodo) => string {
  const printEvent = createEventPrinter(options)
  const printTodo = createTodoPrinter(options)
  const printTimeZone = createTimeZonePrinter()
  return todo => {
    const event = options.component === 'vtodo' ? '' : printEvent(todo)
    const components = options.component === 'vevent' ? event : event + printTodo(todo)
    return todo.repeat ? printTimeZone(todo.repeat.zone, components) + components : components
  }
}

/**
 * Returns a function that prints the VTIMEZONE of components, before the first that need it: a file is written as a stream,
 * and all tested parsers accept it there.
 */
function createTimeZonePrinter(): (zone: string, components: string) => string {
  const printed = new Set<string>()
  return (zone, components) => {
    const { id, block } = toTimeZone(zone)
    if (printed.has(id) || !components.includes(`;TZID=${id}:`)) return ''
    printed.add(id)
    return block
  }
}

const printCalendarHead = ({ name = '', description = '', color, refreshHours }: CalendarOptions): string =>
  printHead({
    name: sanitiseLine(name),
    description: sanitiseText(description),
    color: color === undefined ? undefined : { name: toCssColor(color), hex: toHexColor(color) },
    refreshSeconds: refreshHours && refreshHours * 3600,
  })

/** A calendar needs at least one component (RFC 5545 section 3.6); all tested parsers accept this one alone. */
const utcTimezone = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'TZNAME:UTC',
  'END:STANDARD',
  'END:VTIMEZONE',
  '',
].join('\r\n')
