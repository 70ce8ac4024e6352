import ICAL from 'ical.js'

/** A property as ical.js reads it: its name in lower case, its values unescaped. */
export type Property = { name: string; parameters: Record<string, string>; type: string; values: string[] }

/** @returns undefined for a line that is no property */
export function readProperty(line: string): Property | undefined {
  try {
    const [name, parameters, type, ...values] = ICAL.parse.property(line) as [
      string,
      Record<string, string>,
      string,
      ...unknown[],
    ]
    return { name, parameters, type, values: values.map(toString) }
  } catch {
    return undefined
  }
}

/** Structured values, such as those of a rule, are not read from here. */
const toString = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** The name of a content line, in upper case. */
export const readName = (line: string): string => (/^[^;:]*/.exec(line)?.[0] ?? '').toUpperCase()

/** The first value as text: unescaped, or as written where it cannot be read. */
export const readText = (line: string | undefined): string | undefined =>
  line === undefined ? undefined : (readProperty(line)?.values[0] ?? readRawValue(line))

/** The value of a line without its parameters, as written. */
export const readRawValue = (line: string | undefined): string | undefined => {
  if (line === undefined) return undefined
  // A parameter may have a colon only in quotes.
  return /^(?:[^":]|"[^"]*")*:(.*)$/s.exec(line)?.[1]
}
