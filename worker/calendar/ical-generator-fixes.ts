import {
  escape,
  foldLines,
  ICalAlarm,
  type ICalAlarmRelatesTo,
  ICalCalendar,
  ICalEvent,
} from 'ical-generator'
import { toContentLines } from './content-lines.ts'

/*
 * ical-generator with its defects mended, here and nowhere else; calendar-generator.test.ts shows each of them.
 * - It writes the name and the description of a calendar raw, and the latter only by Apple's name: `printHead`.
 * - Its output lacks the last CRLF: `tail` has it.
 * - It writes alarms before other properties: `completeEvent` puts them last.
 * - A new alarm forgets what it relates to: `printAlarm` says it again.
 * - It has no VTODO: vtodo.ts writes them, with its tools.
 * - It writes control characters, other line breaks and lone surrogates raw: whoever calls this module gives it texts
 *   that went through sanitise.ts.
 */

// ical-generator puts the leading `-` itself.
const prodId = '//Taskoverflow Calendar//mxm.dk//'
const calendar = new ICalCalendar({ prodId })
const alarmed = new ICalEvent({ start: new Date(0) }, calendar)

const calendarEnd = 'END:VCALENDAR'
const eventEnd = 'END:VEVENT\r\n'

/** What is empty or undefined is left out. */
type Head = {
  name: string
  description: string
  /** The name of a CSS colour, and `#rrggbb`. */
  color: { name: string; hex: string } | undefined
  refreshSeconds: number | undefined
}

export type Alarm = { minutesBefore: number; relatesTo: ICalAlarmRelatesTo; description: string }

/** All that stands before the first component. */
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

/** A VEVENT with what stands at its end. Not by `calendar.createEvent`, which would keep every event in memory. */
export function completeEvent(printed: string, relatedTo: string | undefined, alarms: Alarm[]): string {
  if (relatedTo === undefined && alarms.length === 0) return printed
  const end = toContentLines([relatedTo && `RELATED-TO:${relatedTo}`]) + printAlarms(alarms)
  return printed.slice(0, -eventEnd.length) + foldLines(end) + eventEnd
}

/** Unfolded. */
export const printAlarms = (alarms: Alarm[]): string => alarms.map(printAlarm).join('')

const printAlarm = ({ minutesBefore, relatesTo, description }: Alarm): string =>
  new ICalAlarm({ triggerBefore: minutesBefore * 60, description }, alarmed).relatesTo(relatesTo).toString()

export const tail = `${calendarEnd}\r\n`
