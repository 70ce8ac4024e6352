import { parse } from 'csv-parse/browser/esm/sync'
import {
  detectFormat,
  findBinary,
  findDelimiter,
  findProgram,
  isPreamble,
} from '../../../schema/import-format.ts'

const headBytes = 64 * 1024
/** A list to choose from, and a mapping that fits into a URL. */
const maxColumns = 200
const maxNameLength = 200

/**
 * The names of the columns of a CSV file, without empty and repeated ones. Empty for other files, and for those whose columns
 * are known: of Todoist and TickTick.
 */
export async function readColumns(file: Blob): Promise<string[]> {
  const head = toByteText(toUtf8(new Uint8Array(await file.slice(0, headBytes).arrayBuffer())))
  if (findBinary(head) !== undefined || head.includes('\0') || detectFormat(head) !== 'csv') return []
  // Only the header, and a line that can be before it: the head can end in the middle of a row.
  const rows: string[][] = parse(head, {
    delimiter: findDelimiter(head),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to: /^sep=.?[\r\n]/i.test(head) ? 2 : 1,
  })
  const header = (rows.at(-1) ?? []).map(decode)
  const names = [...new Set(header.map(name => name.trim()).filter(name => name !== ''))]
  if (isPreamble(header[0] ?? '') || findProgram(names)) return []
  return names.filter(name => name.length <= maxNameLength).slice(0, maxColumns)
}

/** Removes a byte order mark, and converts UTF-16 with one. */
function toUtf8(bytes: Uint8Array): Uint8Array {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return encode(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return encode(bytes, 'utf-16be')
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes
}

const encode = (bytes: Uint8Array, encoding: string) =>
  new TextEncoder().encode(new TextDecoder(encoding).decode(bytes))

/** One character a byte, as the server reads files: each name is decoded by itself, whatever the rest of the file is. */
function toByteText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function decode(name: string): string {
  const bytes = Uint8Array.from(name, char => char.charCodeAt(0))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
