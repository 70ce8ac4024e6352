/** Combining accents, and the vowel points of Hebrew and Arabic. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]/g
const lookalikes: Record<string, string> = { ß: 'ss', ς: 'σ', ø: 'o', ł: 'l', đ: 'd', ı: 'i' }

/** The text as search compares it: without case, accents and vowel points. As `fold_text` of PostgreSQL. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/[ßςøłđı]/g, letter => lookalikes[letter] ?? letter)

/** Without the texts that differ from an earlier one only in case, accents and vowel points. */
export function distinctTexts(texts: readonly string[]): string[] {
  const firsts = new Map<string, string>()
  for (const text of texts) {
    const folded = foldText(text)
    if (!firsts.has(folded)) firsts.set(folded, text)
  }
  return [...firsts.values()]
}
