import { CsvError, parse } from 'csv-parse'
import { decodeText } from '../decode-text.ts'

/** A row of the file; `isFallback` when a field is not UTF-8. */
export type CsvRow = { line: number; fields: string[]; isFallback: boolean }

const maxRowBytes = 1024 * 1024

/** Reads the rows of CSV (RFC 4180), with LF or CR too. A row that cannot be read ends the file. */
export async function* readRows(
  bytes: AsyncIterable<Buffer>,
  delimiter: string,
): AsyncGenerator<CsvRow | { line: number; problem: string }> {
  let rows: CsvRow[] = []
  let line = 1
  let failure: Error | undefined
  // One character a byte: see decode-text.ts. Rows are taken as they are parsed, because an error discards those that the
  // parser holds as a stream.
  const parser = parse({
    delimiter,
    encoding: 'latin1',
    max_record_size: maxRowBytes,
    on_record(record: string[], { lines }) {
      rows.push(toRow(record, line))
      line = lines + 1
      return null
    },
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  parser.on('error', error => {
    failure = error
  })
  for await (const chunk of bytes) {
    await new Promise<unknown>(resolve => {
      parser.write(chunk, resolve)
    })
    yield* rows
    rows = []
    if (failure) break
  }
  if (!failure) {
    await new Promise<unknown>(resolve => {
      parser.end(resolve)
    })
    yield* rows
  }
  if (failure instanceof CsvError) yield { line, problem: describe(failure) }
  else if (failure) throw failure
}

function toRow(record: string[], line: number): CsvRow {
  let isFallback = false
  const fields = record.map(field => {
    const decoded = decodeText(field)
    isFallback ||= decoded.isFallback
    return decoded.text
  })
  return { line, fields, isFallback }
}

function describe({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'has a quote that is not closed; nothing after it was read'
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `is longer than ${maxRowBytes} bytes, perhaps because a quote is not closed; nothing after it was read`
  return `cannot be read (${code}); nothing after it was read`
}
