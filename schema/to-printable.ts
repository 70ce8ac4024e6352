/** Control codes (including C1), line separators, and characters that change the text direction. */
const controls = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu
/** The same without the line feed, which JSON has only between values: in strings it is escaped. */
const controlsInJson = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu

/** Makes untrusted text safe for a terminal. */
export const toPrintable = (text: string): string => text.replaceAll(controls, ' ')

/**
 * Prints JSON that is safe for a terminal: escapes the control codes that JSON leaves unescaped.
 *
 * @param indent spaces for each level; without it everything is on one line
 */
export const toPrintableJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replaceAll(
    controlsInJson,
    control => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
