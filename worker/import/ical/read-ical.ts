import { createUidDeriver } from '../derive-uid.ts'
import type { ImportEntry, ReadOptions } from '../../../schema/imported-todo.ts'
import { readComponents } from './components.ts'
import { readName, readText } from './property.ts'
import { type Calendar, readTodo } from './read-todo.ts'
import { createZones } from './zones.ts'

const ourProdId = 'Taskoverflow Calendar'
const noHead = { isOurs: false, list: null }

/** Reads an iCalendar file (RFC 5545) component by component. */
export async function* readIcal(
  bytes: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<ImportEntry> {
  const deriveUid = createUidDeriver(options.chosenList)
  const calendar: Calendar = { zones: createZones(), ...noHead }
  for await (const part of readComponents(bytes)) {
    if (part.kind === 'property') readHead(part.text, calendar)
    else if (part.name === 'VTIMEZONE') calendar.zones.define(part)
    else if (part.name === 'VTODO' || part.name === 'VEVENT')
      yield readTodo(part, { ...options, ...calendar, deriveUid })
    else yield { line: part.line, problem: `${part.name} is neither a todo nor an event` }
  }
}

function readHead(line: string, calendar: Calendar): void {
  const name = readName(line)
  if (name === 'BEGIN') Object.assign(calendar, noHead)
  if (name === 'PRODID') {
    calendar.isOurs = line.includes(ourProdId)
    if (calendar.isOurs) calendar.list = null
  }
  // In our own files this is the name of the calendar; other programs write one file for each list.
  // ical.js knows neither name, and would not unescape their text.
  if ((name === 'X-WR-CALNAME' || name === 'NAME') && !calendar.isOurs)
    calendar.list = readText(`SUMMARY${line.slice(name.length)}`) ?? null
}
