/** A Markdown table, padded to be readable as plain text. */
export function printTable(head: string[], rows: string[][]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map(row => row[column]?.length ?? 0)),
  )
  const print = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [print(head), `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(print)].join(
    '\n',
  )
}
