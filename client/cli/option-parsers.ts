import { InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { parseInstant } from '../../schema/instant.ts'

/** What a schema does not take is wrong usage, before a server is asked. */
const parseWith =
  <Value>(schema: z.ZodType<Value, string>) =>
  (text: string): Value => {
    const parsed = schema.safeParse(text)
    if (parsed.success) return parsed.data
    throw new InvalidArgumentError(`It ${parsed.error.issues[0]?.message ?? 'is not valid'}.`)
  }

export const parseTime = parseWith(z.string().transform(parseInstant))

export const parseTodoId = parseWith(
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be the number of a todo')
    .transform(Number),
)

export const parseUrl = parseWith(
  z.url({ protocol: /^https?$/, error: 'must be a URL such as http://localhost:6400' }),
)
