/** Folds like ical-generator: with the space before a continued line, at most 75 octets (RFC 5545 section 3.1). */
const maxOctets = 74
const notAscii = /[^\0-\x7f]/

/** Folds a content line exactly as ical-generator's `foldLines` does, which is slow: it appends single characters. */
export function foldLine(line: string): string {
  if (line.length * 3 <= maxOctets) return line
  return notAscii.test(line) ? foldWide(line) : foldAscii(line)
}

function foldAscii(line: string): string {
  let folded = line.slice(0, maxOctets)
  for (let at = maxOctets; at < line.length; at += maxOctets) {
    folded += `\r\n ${line.slice(at, at + maxOctets)}`
  }
  return folded
}

function foldWide(line: string): string {
  let folded = ''
  let start = 0
  let octets = 0
  for (let at = 0; at < line.length; at += 1) {
    const unit = line.charCodeAt(at)
    const isPair = unit >= 0xd800 && unit <= 0xdbff
    const size = unit < 0x80 ? 1 : unit < 0x800 ? 2 : isPair ? 4 : 3
    octets += size
    if (octets > maxOctets) {
      folded += `${line.slice(start, at)}\r\n `
      start = at
      octets = size
    }
    if (isPair) at += 1
  }
  return folded + line.slice(start)
}
