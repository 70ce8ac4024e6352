const delimiters = [',', ';', '\t', '|']

/** Finds what separates the fields of the first lines: what each of them has most of, outside of quotes. */
export function findDelimiter(head: string): string {
  const declared = /^sep=(.)\r?\n/i.exec(head)?.[1]
  if (declared !== undefined) return declared
  const lines = head
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter(line => line.trim() !== '')
    .slice(0, 10)
  const counts = delimiters.map(delimiter => ({
    delimiter,
    count: Math.max(0, ...lines.map(line => line.split(delimiter).length - 1)),
  }))
  return counts.toSorted((one, other) => other.count - one.count)[0]?.delimiter ?? ','
}
