/** `text` is in latin1, one character a byte: see decode-text.ts. A line that is too long has only its beginning. */
export type Line = { number: number; text: string; isCut: boolean }

/** Reads lines, ended by CRLF, LF or CR, in the batches that arrive. */
export async function* readLines(bytes: AsyncIterable<Buffer>, maxLength: number): AsyncGenerator<Line[]> {
  let number = 1
  let rest = ''
  let isCut = false
  let held = ''

  const append = (piece: string) => {
    const free = maxLength - rest.length
    isCut ||= piece.length > free
    rest += piece.length > free ? piece.slice(0, free) : piece
  }
  const take = (): Line => {
    const line = { number, text: rest, isCut }
    number += 1
    rest = ''
    isCut = false
    return line
  }

  for await (const chunk of bytes) {
    let text = held + chunk.toString('latin1')
    // The LF of a CRLF may be in the next chunk.
    held = text.endsWith('\r') ? '\r' : ''
    if (held) text = text.slice(0, -1)
    const pieces = text.split(/\r\n|\n|\r/)
    const lines: Line[] = []
    for (const [n, piece] of pieces.entries()) {
      if (n > 0) lines.push(take())
      append(piece)
    }
    if (lines.length > 0) yield lines
  }
  if (rest !== '' || held) yield [take()]
}
