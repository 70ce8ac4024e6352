/** A name as a value of the filter language. */
export const quoteName = (name: string): string =>
  /[\s,]|^"/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
