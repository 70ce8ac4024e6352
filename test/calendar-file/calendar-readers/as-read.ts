import { escape } from 'ical-generator'

type Replacement = [searched: string | RegExp, put: string]

const replaceAll = (text: string, replacements: Replacement[]): string =>
  replacements.reduce((changed, [searched, put]) => changed.replaceAll(searched, put), text)

/** Two programs undo one kind of escape after the other, so that they take the `n` after a backslash for a line break. */
export const asRead: Record<string, (text: string) => string> = {
  'node-ical': text => replaceAll(text, [[/\\n/gi, '\\\n']]).replace(/^"(.*)"$/u, '$1'),
  // This one does so twice, and has percent signs stand for what it escapes meanwhile.
  icalendar: text =>
    replaceAll(escape(text, false), [
      ['\\,', '%2C'],
      ['\\:', '%3A'],
      ['\\;', '%3B'],
      ['\\\\', '%5C'],
      ['%2C', ','],
      ['%3A', ':'],
      ['%3B', ';'],
      ['%5C', '\\'],
      [/\\n/gi, '\n'],
      ['\\,', ','],
      ['\\;', ';'],
      ['\\\\', '\\'],
    ]),
}
