import { isUtf8 } from 'node:buffer'

/*
 * The readers work on bytes as text in latin1, one character a byte, and decode what they have read piece by piece: a file with
 * one broken name, or one that a program folded inside of a character, is otherwise read as it was meant.
 */

const notAscii = /[^\0-\x7f]/
const windows1252 = new TextDecoder('windows-1252')

export type Decoded = { text: string; isFallback: boolean }

/** Decodes bytes as UTF-8, or as Windows-1252 when they are not UTF-8. */
export function decodeText(bytes: string): Decoded {
  if (!notAscii.test(bytes)) return { text: bytes, isFallback: false }
  const buffer = Buffer.from(bytes, 'latin1')
  return isUtf8(buffer)
    ? { text: buffer.toString('utf8'), isFallback: false }
    : { text: windows1252.decode(buffer), isFallback: true }
}

export const fallbackNote = 'is not valid UTF-8: read as Windows-1252'

/** Removes a byte order mark, and converts UTF-16 with one to UTF-8. Other bytes stay what they are. */
export async function* toUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of bytes) {
    let piece = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (head) {
      head = Buffer.concat([head, piece])
      if (head.length < 3) continue
      piece = head
      head = undefined
      decoder = findDecoder(piece)
      if (!decoder && isMarked(piece)) piece = piece.subarray(3)
    }
    yield decoder ? Buffer.from(decoder.decode(piece, { stream: true })) : piece
  }
  if (head && head.length > 0) yield head
  if (decoder) yield Buffer.from(decoder.decode())
}

const isMarked = (bytes: Buffer): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

function findDecoder(bytes: Buffer): TextDecoder | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be')
  return undefined
}
