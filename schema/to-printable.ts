/** Control codes, C1 among them, line ends, and what turns the direction of a line around. */
const controls = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu
/** The same without the line feed: in JSON it stands between values only, for strings have it escaped. */
const controlsInJson = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu

/** Text of others cannot move the cursor, nor do whatever else a terminal can be told. */
export const toPrintable = (text: string): string => text.replaceAll(controls, ' ')

/**
 * JSON that is safe to show at a terminal: control codes that JSON leaves as they are get escaped.
 *
 * @param indent spaces for each level; without it everything is on one line
 */
export const toPrintableJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replaceAll(
    controlsInJson,
    control => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
