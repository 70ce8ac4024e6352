import { z } from 'zod'
import { parseWith } from '../../client/cli/kit.ts'

const parsePattern = (rule: string, pattern: RegExp) =>
  parseWith(z.string().regex(pattern, `must be ${rule}`))

function parseNumber(rule: string, pattern: RegExp, min: number, max: number): (text: string) => number {
  const isValid = (text: string) => pattern.test(text) && Number(text) >= min && Number(text) <= max
  return parseWith(z.string().refine(isValid, `must be ${rule}`).transform(Number))
}

const digits = /^\d{1,9}$/
const decimal = /^\d{1,9}(\.\d{1,3})?$/

export const parseQueueName = parsePattern(
  '1 to 80 letters, digits, dashes and underscores, and end in .fifo for a FIFO queue',
  /^(?=.{1,80}$)[\w-]+(\.fifo)?$/,
)

export const parseClientName = parsePattern(
  '1 to 100 characters, none of them a control code',
  /^[^\p{Cc}\p{Cs}]{1,100}$/u,
)

export const parsePrepended = parsePattern(
  '1 to 1000 characters, none of them a control code',
  /^[^\p{Cc}\p{Cs}]{1,1000}$/u,
)

export const parseGroup = parsePattern(
  '1 to 128 letters, digits and punctuation marks, without spaces',
  /^[\x21-\x7e]{1,128}$/,
)

export const parseCount = parseNumber('a whole number from 1 to 1000000', digits, 1, 1_000_000)

export const parseRate = parseNumber('a number from 0 to 10000, such as 4 or 0.5', decimal, 0, 10_000)

/** SQS sends and receives at most ten messages per request. */
export const parseBatch = parseNumber('a whole number from 1 to 10', digits, 1, 10)

export const parseIdleSeconds = parseNumber('a number of seconds from 1 to 86400', decimal, 1, 86_400)
