/** Control codes, C1 among them, line ends, and what turns the direction of a line around. */
const controls = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu

/** Text of others cannot move the cursor, nor do whatever else a terminal can be told. */
export const toPrintable = (text: string): string => text.replaceAll(controls, ' ')

/** One line of JSON that a terminal can be shown as well: what JSON leaves as it is comes escaped. */
export const toPrintableJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(controls, found =>
    found
      .split('')
      .map(control => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
