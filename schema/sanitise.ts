const lineBreak = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
const plain = /^[!-~](?:[ -~]*[!-~])?$/
const controlExceptLineFeed = /[^\P{Cc}\n]/gu

/**
 * Makes text readable for every calendar program: valid UTF-8, line breaks as `\n`, no other control characters, trimmed.
 * One NUL makes libical reject a whole file.
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

/** Sanitises text to a single line, for SUMMARY and NAME: calcurse rejects line breaks there. */
export function sanitiseLine(text: string): string {
  return sanitiseText(text).replaceAll('\n', ' ')
}
