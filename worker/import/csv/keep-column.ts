import { escape } from 'ical-generator'

/** Keeps a column that the product does not use as a property of iCalendar; nothing for an empty one. */
export function keepColumn(program: string, column: string, value: string): string[] {
  const text = value.trim()
  if (text === '') return []
  const name = column
    .toUpperCase()
    .normalize('NFD')
    .replaceAll(/[^A-Z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  return [`X-${program}-${name || 'COLUMN'}:${escape(text, false)}`]
}
