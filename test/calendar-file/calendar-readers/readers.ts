import { icalJs } from './ical-js.ts'
import { nodeIcal } from './node-ical.ts'
import { pythonReaders } from './python.ts'
import type { CalendarReader } from './calendar-reader.ts'

/** Programs of others that read calendars; those that this machine has. */
export const readers: CalendarReader[] = [icalJs, nodeIcal, ...pythonReaders]
