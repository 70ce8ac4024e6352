import { z } from 'zod'

const isPlainText = (value: string): boolean => !value.includes('\0') && value.isWellFormed()

/** Without what PostgreSQL cannot store. */
export const toStorable = (value: string): string => value.toWellFormed().replaceAll('\0', '')

const countCodePoints = (value: string): number => Array.from(value).length

/** Text that PostgreSQL can store and UTF-8 can encode. */
export const text = (maxCodePoints: number) =>
  z
    .string('must be a string')
    .refine(isPlainText, 'must not contain NUL or lone surrogates')
    .refine(value => countCodePoints(value) <= maxCodePoints, `must have at most ${maxCodePoints} characters`)

/** Whether nothing of a text can be seen: blanks, and characters such as zero-width spaces. */
export const isBlank = (value: string): boolean => !/[^\s\p{Default_Ignorable_Code_Point}]/u.test(value)

export const lineBreak = /[\n\v\f\r\u0085\u2028\u2029]/
