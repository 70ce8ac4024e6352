import { escape, foldLines, ICalCalendar, ICalEvent, type ICalEventData } from 'ical-generator'

/*
 * ical-generator with its defects mended, here and nowhere else; calendar-writer.test.ts shows each of them.
 * - It writes the name of a calendar raw: `printHead` escapes it.
 * - Its output lacks the last CRLF: `tail` has it.
 * - It writes control characters, other line breaks and lone surrogates raw: whoever calls this module gives it texts
 *   that went through sanitise.ts.
 */

// ical-generator puts the leading `-` itself.
const prodId = '//Taskoverflow Calendar//mxm.dk//'
const end = 'END:VCALENDAR'
const calendar = new ICalCalendar({ prodId })

/** All that stands before the first component; an empty `name` is left out. */
export function printHead(name: string): string {
  return new ICalCalendar({ prodId, name: escape(name, false) }).toString().slice(0, -end.length)
}

/** One VEVENT. Not by `calendar.createEvent`, which would keep every event in memory. */
export function printEvent(event: ICalEventData): string {
  return foldLines(new ICalEvent(event, calendar).toString())
}

export const tail = `${end}\r\n`
