import { parse } from 'csv-parse/browser/esm/sync'
import { detectFormat, findDelimiter, findProgram, isPreamble } from '../../../schema/import-file.ts'

const headBytes = 64 * 1024

/**
 * The names of the columns of a CSV file, without empty and repeated ones. Empty for other files, and for those whose columns
 * are known: of Todoist and TickTick.
 */
export async function readColumns(file: Blob): Promise<string[]> {
  const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer())
  const head = decode(bytes)
  if (detectFormat(head) !== 'csv') return []
  const rows: string[][] = parse(decodeFirstLines(bytes, head), {
    delimiter: findDelimiter(head),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  const header = rows.find(row => !/^sep=.?$/i.test(row.join(''))) ?? []
  const names = [...new Set(header.map(name => name.trim()).filter(name => name !== ''))]
  return isPreamble(header[0] ?? '') || findProgram(names) ? [] : names
}

/** Bytes without a mark of UTF-16 as Windows-1252, one character a byte. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('windows-1252').decode(bytes)
}

/** The header, and a line that can be before it: as the server does, in UTF-8 if they are, whatever the rest of the file is. */
function decodeFirstLines(bytes: Uint8Array, head: string): string {
  const lines = /^(?:[^\r\n]*(?:\r\n|\n|\r)){0,2}/.exec(head)?.[0] || head
  if (head.length !== bytes.length) return lines
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, lines.length))
  } catch {
    return lines
  }
}
