const lineBreak = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
const plain = /^[!-~](?:[ -~]*[!-~])?$/
const controlExceptLineFeed = /[^\P{Cc}\n]/gu

/**
 * Text that every calendar program reads: valid UTF-8, line breaks as `\n`, no other control character, trimmed. One
 * NUL makes libical refuse a whole file.
 */
export function sanitiseText(text: string): string {
  if (plain.test(text)) return text
  return text
    .toWellFormed()
    .replace(lineBreak, '\n')
    .replaceAll('\t', ' ')
    .replace(controlExceptLineFeed, '')
    .trim()
}

/** Sanitised text in one line, for SUMMARY and NAME: calcurse refuses a line break there. */
export function sanitiseLine(text: string): string {
  return sanitiseText(text).replaceAll('\n', ' ')
}
