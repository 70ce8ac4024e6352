import { escape, foldLines, ICalCalendar } from 'ical-generator'

/*
 * Works around the defects of ical-generator, here and nowhere else; calendar-generator.test.ts shows each of them.
 * - It writes the name and the description of a calendar unescaped, and the description only as Apple's property:
 *   `printHead`.
 * - Its output lacks the last CRLF: `tail` has it.
 * - It writes alarms before other properties: `completeEvent` puts them last.
 * - The constructor of an alarm ignores `relatesTo`: alarms.ts sets it again.
 * - It has no VTODO: vtodo.ts writes them with the library's functions.
 * - It does not escape control characters, other line breaks and lone surrogates: pass only texts from sanitise.ts.
 */

// ical-generator adds the leading `-`.
const prodId = '//Taskoverflow Calendar//mxm.dk//'
const calendarEnd = 'END:VCALENDAR'
const eventEnd = 'END:VEVENT\r\n'

/** Empty and undefined values are left out. */
type Head = {
  name: string
  description: string
  /** The name of a CSS colour, and its `#rrggbb`. */
  color: { name: string; hex: string } | undefined
  refreshSeconds: number | undefined
}

/** Prints everything before the first component. */
export function printHead({ name, description, color, refreshSeconds }: Head): string {
  const printed = new ICalCalendar({
    prodId,
    name: escape(name, false),
    description: escape(description, false),
    color: color?.hex ?? null,
    ttl: refreshSeconds ?? null,
  }).toString()
  const more = [description && `DESCRIPTION:${escape(description, false)}`, color && `COLOR:${color.name}`]
  return printed.slice(0, -calendarEnd.length) + foldLines(toContentLines(more))
}

/**
 * Adds the last properties to a VEVENT. `calendar.createEvent` would keep every event in memory.
 *
 * @param lines further content lines, unfolded
 * @param alarms unfolded
 */
export function completeEvent(printed: string, lines: (string | null | undefined)[], alarms: string): string {
  const end = toContentLines(lines) + alarms
  if (end === '') return printed
  return printed.slice(0, -eventEnd.length) + foldLines(end) + eventEnd
}

/** Joins unfolded content lines; empty and missing ones are left out. */
export const toContentLines = (lines: (string | null | undefined)[]): string =>
  lines
    .filter(Boolean)
    .map(line => `${line}\r\n`)
    .join('')

export const tail = `${calendarEnd}\r\n`
