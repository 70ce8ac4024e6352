import type { CsvRow } from './records.ts'

/** The names of the columns, as found by the readers of a format. */
export type Columns = {
  names: string[]
  has(name: string): boolean
  /** The field of a column, trimmed; empty when the file or the row does not have it. */
  get(row: CsvRow, name: string): string
}

/** Names are compared without case. */
export function createColumns(header: readonly string[]): Columns {
  const names = header.map(name => name.trim())
  const places = new Map<string, number>()
  for (const [place, name] of names.entries())
    if (!places.has(name.toLowerCase())) places.set(name.toLowerCase(), place)
  return {
    names,
    has: name => places.has(name.toLowerCase()),
    get: (row, name) => row.fields[places.get(name.toLowerCase()) ?? -1]?.trim() ?? '',
  }
}

export const isBlank = ({ fields }: CsvRow): boolean => fields.every(field => field.trim() === '')
