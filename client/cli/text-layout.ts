const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** East Asian wide characters and emoji, which take two columns of a terminal. */
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]/u

const toWidth = (grapheme: string) => (wide.test(grapheme) ? 2 : 1)

/** The columns of a terminal; some that are started by programs say that they have none. */
export const widthOf = ({ isTTY, columns }: { isTTY?: boolean; columns?: number }): number =>
  (isTTY && columns) || Infinity

/** Cuts a line to a number of columns; `…` marks the cut. */
export function fitToWidth(line: string, columns: number): string {
  if (line.length * 2 <= columns) return line
  let width = 0
  // The cut that leaves a column for the mark.
  let cut = 0
  for (const { segment, index } of graphemes.segment(line)) {
    width += toWidth(segment)
    if (width <= columns - 1) cut = index + segment.length
    if (width > columns) return `${line.slice(0, cut)}…`
  }
  return line
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Keeps a right-to-left text from reordering what follows it on its line. */
export const isolate = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text)

/** One fact per line, with the values aligned. Facts that are null are omitted. */
export function toFacts(facts: Record<string, string | null>): string {
  const shown = Object.entries(facts).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  )
  const width = Math.max(...shown.map(([name]) => name.length)) + 2
  return shown
    .map(([name, value]) => name.padEnd(width) + value.replaceAll('\n', `\n${' '.repeat(width)}`))
    .join('\n')
}
