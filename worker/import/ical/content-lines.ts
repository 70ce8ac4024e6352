import { type Line, readLines } from '../read-lines.ts'

/** Inline attachments are longer; nothing that we use is. */
const maxLineLength = 256 * 1024

/** Reads unfolded content lines (RFC 5545 section 3.1); their text is in latin1, see decode-text.ts. Empty lines are left out. */
export async function* readContentLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  let last: Line | undefined
  for await (const lines of readLines(bytes, maxLineLength)) {
    const unfolded: Line[] = []
    for (const line of lines) {
      if (last && /^[ \t]/.test(line.text)) {
        const free = maxLineLength - last.text.length
        last.isCut ||= line.isCut || line.text.length - 1 > free
        if (free > 0) last.text += line.text.slice(1, free + 1)
      } else if (line.text !== '') {
        if (last) unfolded.push(last)
        last = line
      }
    }
    if (unfolded.length > 0) yield unfolded
  }
  if (last) yield [last]
}
