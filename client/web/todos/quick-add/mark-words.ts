import type { QuickAddLanguage } from './quick-add-language.ts'

/** A range of the typed text: `end` is exclusive. */
export type Mark = { start: number; end: number }

/** Adds what belongs to the date and would be left over in the title: introducing words, brackets, separators. */
export function markWords(
  text: string,
  { start, end }: Mark,
  { introduction, ending }: QuickAddLanguage,
): Mark {
  const mark = { start, end }
  mark.start -= introduction.exec(text.slice(0, start))?.[0].trimStart().length ?? 0
  if (ending) mark.end += ending.exec(text.slice(end))?.[0].length ?? 0
  const opening = /[(（[]\s*$/.exec(text.slice(0, mark.start))
  const closing = /^\s*[)）\]]/.exec(text.slice(mark.end))
  if (opening && closing) {
    mark.start = opening.index
    mark.end += closing[0].length
  }
  const before = text.slice(0, mark.start)
  const after = text.slice(mark.end)
  const separator = /\s*[,;:–—-]\s*$/.exec(before)
  if (separator && /^\s*(?:[,;.!?]|$)/.test(after)) mark.start = separator.index
  else if (before.trim() === '') mark.end += /^\s*[,;:–—-]\s*/.exec(after)?.[0].length ?? 0
  return trim(text, mark)
}

function trim(text: string, { start, end }: Mark): Mark {
  const words = text.slice(start, end)
  return { start: start + words.length - words.trimStart().length, end: start + words.trimEnd().length }
}

/** Marks with nothing but spaces between them are one. */
export const joinMarks = (text: string, marks: Mark[]): Mark[] =>
  marks
    .toSorted((one, other) => one.start - other.start)
    .reduce<Mark[]>((joined, mark) => {
      const last = joined.at(-1)
      if (!last || text.slice(last.end, mark.start).trim() !== '') return [...joined, mark]
      return [...joined.slice(0, -1), { start: last.start, end: Math.max(last.end, mark.end) }]
    }, [])

/** The text without the marked words, and a function that finds a mark of that text in the given one, in its pieces. */
export function cutMarks(text: string, marks: Mark[]): { text: string; restore: (mark: Mark) => Mark[] } {
  const isCut = (index: number) =>
    marks.some(({ start, end }) => {
      const spaces = /^\s*/.exec(text.slice(end))?.[0].length ?? 0
      return index >= start && index < end + spaces
    })
  const kept = Array.from({ length: text.length }, (_, index) => index).filter(index => !isCut(index))
  return {
    text: kept.map(index => text.charAt(index)).join(''),
    restore({ start, end }) {
      const pieces: Mark[] = []
      for (const index of kept.slice(start, end)) {
        const last = pieces.at(-1)
        if (last?.end === index) last.end += 1
        else pieces.push({ start: index, end: index + 1 })
      }
      return pieces.map(piece => trim(text, piece)).filter(piece => piece.start < piece.end)
    },
  }
}

/** The typed text without the marked words. Text that is nothing but a date stays as it is. */
export function removeMarks(text: string, marks: Mark[]): string {
  let title = text
  for (const { start, end } of marks.toReversed()) {
    const [before, after] = [title.slice(0, start), title.slice(end)]
    const isSpaced = /\s$/.test(before) || /^\s/.test(after) || /^\s|\s$/.test(title.slice(start, end))
    const space = isSpaced && !/^\s*[,.;!?)]/.test(after) ? ' ' : ''
    title = `${before.trimEnd()}${space}${after.trimStart()}`
  }
  return /[\p{L}\p{N}]/u.test(title) ? title.trim() : text.trim()
}
