import { z } from 'zod'

/** Whether PostgreSQL can store `value` and UTF-8 can carry it: no NUL, no lone surrogate. */
const isPlainText = (value: string): boolean => !value.includes('\0') && value.isWellFormed()

const countCodePoints = (value: string): number => Array.from(value).length

/** Text as a person may send it: storable in PostgreSQL (no NUL), encodable as UTF-8 (no lone surrogate). */
export const text = (maxCodePoints: number) =>
  z
    .string('must be a string')
    .refine(isPlainText, 'must not contain NUL or lone surrogates')
    .refine(value => countCodePoints(value) <= maxCodePoints, `must be at most ${maxCodePoints} characters`)
