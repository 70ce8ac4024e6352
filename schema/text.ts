/** Whether PostgreSQL can store `value` and UTF-8 can carry it: no NUL, no lone surrogate. */
export const isPlainText = (value: string): boolean => !value.includes('\0') && value.isWellFormed()

export const countCodePoints = (value: string): number => Array.from(value).length
