import { type CsvOptions, readCsv } from './csv/read-csv.ts'
import type { ColumnMapping, DateOrder, ImportFormat } from '../../schema/import-job.ts'
import { detectFormat, findBinary, findDelimiter } from '../../schema/import-format.ts'
import { toUtf8 } from './decode-text.ts'
import { readIcal } from './ical/read-ical.ts'
import type { ImportEntry, ReadOptions } from '../../schema/imported-todo.ts'
import { peek } from './peek.ts'
import { readExport } from './read-export.ts'

export type ReadImportOptions = ReadOptions & {
  /** Default: what the content looks like. */
  format?: ImportFormat | undefined
  /** The columns of a CSV file. Default: those of the program that its header looks like, or usual names. */
  mapping?: ColumnMapping | undefined
  dateOrder?: DateOrder | undefined
}

const headBytes = 64 * 1024
/** Memory that the readers need for each todo is small, but not nothing. */
const maxEntries = 1_000_000

const problemsOfBinaries = {
  spreadsheet: 'is a spreadsheet: save it as CSV, and import that file',
  ZIP: 'is a ZIP file: unpack it, and import the files in it',
  gzip: 'is a gzip file: unpack it, and import the files in it',
  PDF: 'is a PDF: export the todos as CSV or iCalendar, and import that file',
  picture: 'is a picture: export the todos as CSV or iCalendar, and import that file',
}

/**
 * Reads the todos of a file in the order of its lines. Whatever the file is, the result is a list of entries: what cannot be
 * read is a problem, never an error. Only errors of `bytes` are thrown.
 */
export async function* readImport(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadImportOptions,
): AsyncGenerator<ImportEntry> {
  const source = toUtf8(bytes)
  try {
    const { head, rest } = await peek(source, headBytes)
    const text = head.toString('latin1')
    const binary = findBinary(text)
    if (binary === undefined) yield* readBounded(text, rest, options)
    else yield { line: 1, problem: problemsOfBinaries[binary] }
  } finally {
    await source.return(undefined)
  }
}

async function* readBounded(
  head: string,
  bytes: AsyncIterable<Buffer>,
  options: ReadImportOptions,
): AsyncGenerator<ImportEntry> {
  let count = 0
  for await (const entry of readFormat(options.format ?? detectFormat(head), head, bytes, options)) {
    yield entry
    count += 1
    if (count === maxEntries) {
      yield {
        line: entry.line,
        problem: `an import has at most ${maxEntries} todos; nothing after it was read`,
      }
      return
    }
  }
}

function readFormat(
  format: ImportFormat,
  head: string,
  bytes: AsyncIterable<Buffer>,
  { mapping, dateOrder, ...options }: ReadImportOptions,
): AsyncGenerator<ImportEntry> {
  if (format === 'ics') return readIcal(bytes, options)
  if (format === 'export') return readExport(bytes, options)
  const csv: CsvOptions = { delimiter: findDelimiter(head), mapping, dateOrder }
  return readCsv(bytes, csv, options)
}
