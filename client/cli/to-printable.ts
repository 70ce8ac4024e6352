/** Text of others cannot move the cursor, nor do whatever else a terminal can be told. */
export const toPrintable = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ')
