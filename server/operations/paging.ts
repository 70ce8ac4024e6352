export type Page<Row> = {
  rows: readonly Row[]
  /** The cursor behind which the next page begins; undefined at the end of the list. */
  next: string | undefined
}

/** @param read reads one row more than a page has, which tells whether another page follows */
export async function takePage<Row>(
  size: number,
  read: (limit: number) => Promise<readonly Row[]>,
  toCursor: (row: Row) => string,
): Promise<Page<Row>> {
  const found = await read(size + 1)
  const rows = found.slice(0, size)
  const last = rows.at(-1)
  return { rows, next: last && found.length > size ? toCursor(last) : undefined }
}
