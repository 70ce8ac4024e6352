/** Unfolded content lines; what is empty or missing is left out. */
export const toContentLines = (lines: (string | null | undefined)[]): string =>
  lines
    .filter(Boolean)
    .map(line => `${line}\r\n`)
    .join('')
