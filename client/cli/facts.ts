/** One fact a line, its values in a column; a fact that is null is left out. */
export function toFacts(facts: Record<string, string | null>): string {
  const shown = Object.entries(facts).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  )
  const width = Math.max(...shown.map(([name]) => name.length)) + 2
  return shown
    .map(([name, value]) => name.padEnd(width) + value.replaceAll('\n', `\n${' '.repeat(width)}`))
    .join('\n')
}
