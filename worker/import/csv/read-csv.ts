import type { ImportEntry, ReadOptions } from '../../../schema/imported-todo.ts'
import { findProgram, guessColumns, isPreamble } from '../../../schema/import-format.ts'
import type { ColumnMapping, DateOrder } from '../../../schema/import-job.ts'
import { readMapped } from './mapped.ts'
import { type CsvRow, readRows } from './records.ts'
import { createColumns } from './table.ts'
import { readTickTick } from './ticktick.ts'
import { readTodoist } from './todoist.ts'

export type CsvOptions = {
  delimiter: string
  mapping?: ColumnMapping | undefined
  dateOrder?: DateOrder | undefined
}

type Rows = AsyncGenerator<CsvRow | { line: number; problem: string }>

const maxPreambleRows = 20

/** Reads CSV of Todoist, TickTick or any other program. Without a mapping, the header says which. */
export async function* readCsv(
  bytes: AsyncIterable<Buffer>,
  { delimiter, mapping, dateOrder }: CsvOptions,
  options: ReadOptions,
): AsyncGenerator<ImportEntry> {
  const rows = readRows(bytes, delimiter)
  try {
    const found = await findHeader(rows)
    if ('problem' in found) {
      yield found
      return
    }
    const columns = createColumns(found.header.fields)
    const program = mapping ? undefined : findProgram(columns.names)
    if (program === 'todoist') yield* readTodoist(rows, columns, options)
    else if (program === 'ticktick') yield* readTickTick(rows, columns, options)
    else {
      const { title, ...others } = mapping ?? guessColumns(columns.names)
      const missing = [title, ...Object.values(others)].filter(
        name => name !== undefined && !columns.has(name),
      )
      const shown = columns.names.slice(0, 20).join(', ').slice(0, 500)
      if (title === undefined)
        yield { line: found.header.line, problem: `no column is a title: map one of ${shown}` }
      else if (missing.length > 0)
        yield { line: found.header.line, problem: `has no column ${missing.join(', ')}: it has ${shown}` }
      else yield* readMapped(rows, columns, { mapping: { title, ...others }, dateOrder }, options)
    }
  } finally {
    await rows.return(undefined)
  }
}

/** The header is the first row, or that of TickTick after its preamble. */
async function findHeader(rows: Rows): Promise<{ header: CsvRow } | { line: number; problem: string }> {
  let first: CsvRow | undefined
  for (let n = 0; n < maxPreambleRows; n += 1) {
    const { value, done } = await rows.next()
    if (done) break
    if ('problem' in value) return value
    // With the delimiter that it names, the line has two fields: `sep=` and an empty one.
    if (/^sep=.?$/i.test(value.fields.join(''))) continue
    first ??= value
    if (!isPreamble(value.fields[0] ?? '')) {
      if (first === value || value.fields.includes('List Name')) return { header: value }
    }
  }
  return first ? { header: first } : { line: 1, problem: 'has no rows' }
}
