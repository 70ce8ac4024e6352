import { foldLines } from 'ical-generator'

/** ical-generator's: with the space before a continued line, 75 octets at most (RFC 5545 section 3.1). */
const mostOctets = 74
const notAscii = /[^\0-\x7f]/

/** Folds one content line as ical-generator's `foldLines` does, which looks at each character of a long one. */
export function foldLine(line: string): string {
  if (line.length * 3 <= mostOctets) return line
  if (notAscii.test(line)) return foldLines(line)
  let folded = line.slice(0, mostOctets)
  for (let at = mostOctets; at < line.length; at += mostOctets) {
    folded += `\r\n ${line.slice(at, at + mostOctets)}`
  }
  return folded
}
